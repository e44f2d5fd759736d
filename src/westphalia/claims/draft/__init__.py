"""From an article to a draft of a claim file: what it names, which sentences claim something, and what could test them."""
