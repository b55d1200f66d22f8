"""The naturalisation pre-check as a dialogue: one question a page, nothing kept, the answers travel with the form."""
