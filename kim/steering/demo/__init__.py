"""The invented county's loop: observations, topics, meetings, decisions and what became of them."""
