"""How actors were taught and acts labelled: mentions and links."""
