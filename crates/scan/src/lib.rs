//! Finds credentials in documents, decides, plans, applies, verifies and reports.
