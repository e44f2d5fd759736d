"""In the browser: the views served over HTTP, every page also as data, every chart by its own address.

``addresses`` says what can be asked for and how its address is written; ``making`` asks the view, once for equal requests, and keeps what was
made; ``site`` puts a page into the frame of the site; ``guard`` refuses what should not come in; ``problems`` words what is refused; ``server``
runs it all. The addresses are the contract (``docs/addresses.md``).
"""
