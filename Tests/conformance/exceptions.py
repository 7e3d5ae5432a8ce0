"""Where Xero's published description differs from its server, and nothing else.

Each is a fact about the description (version 16.1.0), with what a real server does. An exchange
that fails for any other reason fails the run.
"""

import re

# Answers that the description does not list. The real server gives them (401 and 403 as problem
# objects, 404 as empty HTML, 429 with an empty body); the sandbox's own tests hold their form.
UNDESCRIBED_STATUS = {401, 403, 404, 406, 412, 429, 500, 502, 503, 307}

# Parameters and paths that the description writes otherwise than the server takes them.
PATHS = [
    # Described as /Connections; the server's own address is in lower case.
    (re.compile(r"^/connections\b"), "/Connections"),
]

# The OAuth endpoints are in no description.
UNDESCRIBED_PATH = re.compile(r"^/(identity/)?connect/|^/elsewhere$")

# Fields of answers that the description gives another form than recorded answers have.
ANSWER_ERRORS = [
    # "2019-12-07T18:46:19.5165400": no zone, so no RFC 3339 date-time.
    re.compile(r"'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}' is not a 'date-time'"),
    # Its lists of plans, zones and currencies lag behind: a test has an organisation with new ones.
    re.compile(r"'(ULTIMATE_2027|MARSSTANDARDTIME|XCG)' is not one of \["),
    # A task's amounts in Projects are called amounts and numbers at once.
    re.compile(r"\{'currency': '[A-Z]{3}', 'value': [0-9.]+\} is not of type 'number'"),
]

# What xero-python sends of itself, where the description says that it is for reading alone; and
# what the description would have in another form than the server's documentation.
REQUEST_ERRORS = [
    re.compile(r"Tried to write read-only property with False"),
    # An attachment goes with its own media type ("Attachments", developer.xero.com).
    re.compile(r"mimetype not found: .*Valid mimetypes: \['application/octet-stream'\]"),
    # An invoice is found by its number, too ("Invoices", developer.xero.com).
    re.compile(r"'INV-\d+' is not a 'uuid'"),
]


def described_path(path):
    for pattern, replacement in PATHS:
        path = pattern.sub(replacement, path)
    return path


def is_excepted(side, error):
    known = {"request": REQUEST_ERRORS, "answer": ANSWER_ERRORS}[side]
    return any(pattern.search(str(error)) for pattern in known)
