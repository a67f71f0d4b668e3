"""The picture that chats and networks show of a link: 1200 × 630, drawn from a cover, faces and words.

A card (`cards`) says what is on one; its digest is part of the address, so another title has another address. `lines`
breaks titles, `typefaces` knows which font has which letter, `drawing` puts it together, `sending` answers.
"""
