"""The pages of block 1: observations, topics, bodies, meetings, decisions, work orders."""
