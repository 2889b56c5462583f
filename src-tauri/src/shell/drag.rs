//! Handing a file to the system's drag and drop, as if it were dragged from the file manager.

use std::path::Path;

use tauri::WebviewWindow;

/// Begins to drag a file out of the window; `ended` is called once, when it was let go, wherever that was.
///
/// On the main thread, while the button is held.
#[cfg(target_os = "linux")]
pub(super) fn out(window: &WebviewWindow, file: &Path, ended: impl Fn() + 'static) -> Option<()> {
    use gtk::gdk::DragAction;
    use gtk::glib::{ObjectExt as _, filename_to_uri, idle_add_local_once};
    use gtk::prelude::{DragContextExtManual as _, WidgetExt as _};
    use std::cell::Cell;
    use std::rc::Rc;

    const LEFT_BUTTON: i32 = 1;
    let window = window.gtk_window().ok()?;
    let uri = filename_to_uri(file, None).ok()?;
    let targets = gtk::TargetList::new(&[]);
    targets.add_uri_targets(0);
    // Programs ask for the file as late as after it was let go: it can be had until the end of all.
    let giving = window.connect_drag_data_get(move |_, _, data, _, _| {
        data.set_uris(&[uri.as_str()]);
    });
    let handlers = Rc::new(Cell::new(Vec::new()));
    let ending = {
        let (handlers, ended) = (Rc::clone(&handlers), Rc::new(ended));
        window.connect_drag_end(move |window, _| {
            handlers.take().into_iter().for_each(|handler| window.disconnect(handler));
            // A drop on the window itself still waits in the queue of its events.
            let ended = Rc::clone(&ended);
            idle_add_local_once(move || ended());
        })
    };
    handlers.set(vec![giving, ending]);
    let begun =
        window.drag_begin_with_coordinates(&targets, DragAction::COPY, LEFT_BUTTON, None, -1, -1);
    let Some(drag) = begun else {
        handlers.take().into_iter().for_each(|handler| window.disconnect(handler));
        return None;
    };
    if let Some(picture) = picture() {
        drag.drag_set_icon_pixbuf(&picture, 0, 0);
    }
    Some(())
}

#[cfg(target_os = "linux")]
fn picture() -> Option<gtk::gdk_pixbuf::Pixbuf> {
    use gtk::prelude::PixbufLoaderExt as _;

    let loader = gtk::gdk_pixbuf::PixbufLoader::new();
    loader.write(super::PICTURE).ok()?;
    loader.close().ok()?;
    loader.pixbuf()
}

/// Begins to drag a file out of the window; `ended` is called once, when it was let go, wherever that was.
#[cfg(not(target_os = "linux"))]
pub(super) fn out(
    window: &WebviewWindow,
    file: &Path,
    ended: impl Fn() + Send + 'static,
) -> Option<()> {
    let item = drag::DragItem::Files(vec![file.to_path_buf()]);
    let image = drag::Image::Raw(super::PICTURE.to_vec());
    drag::start_drag(window, item, image, move |_, _| ended(), drag::Options::default()).ok()
}
