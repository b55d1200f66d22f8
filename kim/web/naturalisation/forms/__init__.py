"""The pages of the dialogue: each form asks one thing and says it as facts of the engine."""
