"""An episode as it will look before anything is public: its page, its item in the feed, its search and social cards.

It stands above pages, feed and desk, because it shows what those make: the page is rendered by the very view, the item
written by the very feed, and both cards are read from the head of that page. `typed` puts what stands in a form into
the database, `looks` asks for everything there, `cards` and `items` say what is shown of it and what will be cut,
`views` is the face, which takes it all back: nothing of it is stored.
"""
