#!/bin/sh
# Tells the system about the file kind and the menu entry. Other programs stay the first choice for .har files:
# this one adds itself to "Open with" and changes no default.
set -e
command -v update-mime-database >/dev/null && update-mime-database /usr/share/mime || true
command -v update-desktop-database >/dev/null && update-desktop-database -q /usr/share/applications || true
