"""The German sentences of the invented county: plain, professional, without diagnoses and without third persons."""
