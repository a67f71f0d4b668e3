"""Shows and episodes → the feed that podcast apps read, kept, and over HTTP.

`values` is what a feed says, `document` how that is written, `reading` where it comes from, `notes` the HTML in it,
`kept` what is built once and sent many times, `views` the face.
"""
