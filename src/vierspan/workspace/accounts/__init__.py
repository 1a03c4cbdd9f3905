"""People with an account: who they are to the site, and how they sign in."""
