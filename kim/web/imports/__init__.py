"""The pages of staged imports: upload, choose columns, check, confirm, undo."""
