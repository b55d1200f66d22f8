"""The floor that knows HTTP: pages, forms, templates, components. It fetches through the doors and calls actions."""
