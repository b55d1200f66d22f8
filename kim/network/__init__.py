"""What there is to link people to: offers of agencies inside and outside the administration."""
