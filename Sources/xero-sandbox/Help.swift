/// Texts for people and scripts.
enum Help {
  static let discussion = """
    Listens on 127.0.0.1 and ::1 until SIGTERM. Nothing ever leaves this machine.

      xero-sandbox --print-env > env &
      until [ -s env ]; do sleep 0.1; done; . ./env
      daybook xero login --client-id "$DAYBOOK_XERO_CLIENT_ID"

    What a bookkeeper would do in Xero, and what networks do to requests, is done in the
    back office:

      curl -s $XERO_SANDBOX_BACK_OFFICE/                           # every address
      curl -s $XERO_SANDBOX_BACK_OFFICE/invoices
      curl -s $XERO_SANDBOX_BACK_OFFICE/violations
      curl -s $XERO_SANDBOX_BACK_OFFICE/faults \\
        -d '{"fault":"drop-after","method":"PUT","path":"/Invoices"}'
    """

  static func environment(port: Int, backOffice: Int) -> String {
    let address = "http://127.0.0.1:\(port)"
    return """
      export DAYBOOK_XERO_API=\(address)
      export DAYBOOK_XERO_IDENTITY=\(address)
      export DAYBOOK_XERO_LOGIN=\(address)
      export DAYBOOK_XERO_CLIENT_ID=\(Registration.defaultClientIDs[0])
      export XERO_SANDBOX_BACK_OFFICE=http://127.0.0.1:\(backOffice)

      """
  }

  static let backOffice = """
    The sandbox's back office. Bodies and answers are JSON; TENANT is an organisation's id.

    Look
      GET  /requests        what was asked, without tokens (DELETE forgets it)
      GET  /violations      what a careful client never does (DELETE forgets it)
      GET  /invoices        {"count","live","invoices"}; ?tenant=TENANT
      GET  /organisations   ids, names, whether connected
      GET  /egress          bytes that each app got, as its plan counts them (DELETE forgets them)
      GET  /secrets         every code, token and verifier, to look for leaks of them

    What a bookkeeper does; ID is an invoice's id or number
      POST /invoices/ID/approve
      POST /invoices/ID/pay            {"amount":100.00}, or all that is due
      POST /invoices/ID/void
      POST /invoices/ID/delete
      POST /invoices/ID/edit           {"quantity":2.5,"description":"…","reference":"…","due":"2026-12-20"}
      POST /contacts/ID/archive        also restore, rename {"name":"…"}, merge {"into":"ID"}
      POST /contacts/ID/edit           {"email":"…","number":"…","currency":"EUR"}, or its terms
                                       {"dueDay":20,"dueType":"OFFOLLOWINGMONTH"}; "quietly":true
                                       leaves its date of change
      POST /contacts/ID/repeat         {"amount":500,"unit":"MONTHLY","next":"2026-12-01"} sets up an
                                       invoice that repeats; also "period", "end", "status", "type"
      POST /accounts/CODE/archive      {"tenant":"TENANT"}; also restore
      POST /items/CODE                 {"tenant":"TENANT","price":170.00}
      POST /tracking/OPTION/archive    {"tenant":"TENANT"}; also restore
      POST /tax-rates/TYPE             {"tenant":"TENANT","rate":12.5} or {…,"status":"DELETED"}
      POST /lock-date                  {"tenant":"TENANT","date":"2026-10-31","kind":"year"}
      POST /organisations/TENANT       {"name":"…","paysTax":false,"currencies":["NZD"]}; also "class",
                                       "timeZone" in Xero's words
      POST /tenants/TENANT/disconnect

    Sign-in
      POST /consent         {"deny":true}, or {"organisations":["TENANT"]} ticks those alone;
                            {"user":"second"} is another person
      POST /tokens/expire   each access token is old
      POST /tokens/revoke   each token is dead

    Time and limits
      GET  /clock
      POST /clock           {"advance":360}, in seconds, or {"set":"2026-11-30T09:00:00Z"}
      POST /limits          {"dayUsed":4990}

    Faults of the next requests (GET lists, DELETE forgets those that wait)
      POST /faults          {"fault":"drop-after","method":"PUT","path":"/Invoices","times":1}
        drop-before         closes; nothing was processed
        drop-after          processed, then closes
        delay               processed, answered after "seconds"
        500                 kept under the idempotency key; "commits":true processes it too
        502 503 portal      HTML; "commits":true processes it too
        truncate            processed; half of the answer, then closes
        wrong-length        processed; Content-Length 7 bytes short
        401                 token expired
        429-minute 429-day 429-concurrent 429-appminute
        307                 another address
        404                 a page of something on the way; "commits":true processes it too
        twice               delivered and processed twice; the first answer comes back
        slow                processed; the answer drips over "seconds"
        "skip":N lets N matching requests pass before

    Where nobody knows the real server
      GET  /switches
      POST /switches        {"listDelaySeconds":5,"missingScopeStatus":403}

      POST /reset           everything as at the start, the clock excepted

    """
}
