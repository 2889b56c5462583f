"""Another program on the same display: `take FILE` writes what is dropped on it, `give PATH...` lets itself be dragged."""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk

mode, *paths = sys.argv[1:]
window = Gtk.Window(title=f"neighbour-{mode}")
window.set_default_size(160, 160)
window.add(Gtk.Label(label=mode))

if mode == "take":
    window.drag_dest_set(Gtk.DestDefaults.ALL, [], Gdk.DragAction.COPY)
    window.drag_dest_add_uri_targets()

    def take(_window, _context, _x, _y, data, _info, _time):
        pathlib.Path(paths[0]).write_text("\n".join(data.get_uris()), encoding="utf-8")

    window.connect("drag-data-received", take)
else:
    window.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    window.drag_source_add_uri_targets()
    uris = [pathlib.Path(path).as_uri() for path in paths]
    window.connect("drag-data-get", lambda _window, _context, data, _info, _time: data.set_uris(uris))

window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()
