"""Block 1: observations, topics, bodies, meetings, decisions, work orders, and what came of them."""
