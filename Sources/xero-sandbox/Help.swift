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

    GET    /requests                 what was asked, without tokens; DELETE forgets it
    GET    /violations               what a careful client never does; DELETE forgets it
    GET    /invoices                 {"count","live","invoices"}; ?tenant=TENANT
    GET    /organisations            ids and names
    """
}
