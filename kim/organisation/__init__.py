"""The county as it is: municipalities, agencies, legal spheres, units, posts and who holds them, staff and their roles.

Everything local comes from the county profile (TOML, `profile/`) and lives in the database from then on.
"""
