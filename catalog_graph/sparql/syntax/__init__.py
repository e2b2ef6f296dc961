"""Where a query that the engine refuses goes wrong, and what should stand there.

The engine says whether a text is a query; this says only where it is none. Without a word from the engine nothing here
is asked, so a slip of it can make a message worse and nothing else.

Where the two differ on what a token is, a text has to be wrong elsewhere for it to show: the engine takes keywords with
no blank between them (`SELECTDISTINCT*`), and after the standard that is one word, and no keyword.
"""
