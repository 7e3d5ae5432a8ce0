/// What a request must have before anything is looked up for it.
enum Gate {
  /// A refusal on the way in.
  struct Refused: Error, Equatable {
    var reply: Reply
  }

  static func bearer(_ request: Request) -> String? {
    guard let header = request.header("Authorization"), header.hasPrefix("Bearer ") else {
      return nil
    }
    return String(header.dropFirst("Bearer ".count))
  }

  static func expired(at instant: Milliseconds, _ mint: inout Mint) -> Reply {
    Refusal.denied(
      401, "Unauthorized", "TokenExpired: token expired at \(instant.americanText)",
      instance: mint.guid())
  }

  static func access(
    _ token: String?, _ signIns: SignIns, at now: Milliseconds, _ mint: inout Mint
  ) -> Result<SignIns.Access, Refused> {
    guard let token, let access = signIns.access[token] else {
      return .failure(
        Refused(
          reply: Refusal.denied(
            401, "Unauthorized", "AuthenticationUnsuccessful", instance: mint.guid())))
    }
    guard access.expires > now else {
      return .failure(Refused(reply: expired(at: access.expires, &mint)))
    }
    return .success(access)
  }

  /// Scope, then organisation.
  static func call(
    _ request: Request, _ access: SignIns.Access, _ state: SandboxState, at now: Milliseconds,
    _ mint: inout Mint
  ) -> Result<Call, Refused> {
    let path = Array(request.parts.dropFirst(2))
    guard let api = Call.API(request), !path.isEmpty else {
      return .failure(Refused(reply: .notFound))
    }
    let needed = Scopes.needed(api, path: path, writes: request.isWrite)
    guard needed.isEmpty || !needed.isDisjoint(with: access.grant.scopes) else {
      let status = state.ledger.switches.missingScopeStatus
      var reply = Refusal.denied(
        status, status == 401 ? "Unauthorized" : "Forbidden", "AuthorizationUnsuccessful",
        instance: mint.guid())
      reply.add(
        "WWW-Authenticate",
        "Bearer error=\"insufficient_scope\", scope=\"\(needed.sorted().joined(separator: " "))\"")
      return .failure(Refused(reply: reply))
    }
    let tenant = request.header("xero-tenant-id")?.lowercased() ?? ""
    let connected = state.signIns.connections.contains {
      $0.clientID == access.grant.clientID && $0.userID == access.grant.user.id
        && $0.tenantID == tenant
    }
    guard connected else {
      return .failure(
        Refused(
          reply: Refusal.denied(
            403, "Forbidden", "AuthenticationUnsuccessful", instance: mint.guid())))
    }
    return .success(
      Call(
        request: request, tenant: tenant, clientID: access.grant.clientID, now: now, path: path,
        api: api))
  }

  /// Projects knows JSON alone; of accounting JSON must be asked for, or an invoice's PDF.
  static func isAcceptable(_ call: Call) -> Bool {
    call.api == .projects || acceptsJSON(call.request) || call.asksForPDF
  }

  static func acceptsJSON(_ request: Request) -> Bool {
    request.header("Accept")?.lowercased().contains("application/json") ?? false
  }

  /// Xero answers XML where JSON is not asked for. The sandbox answers no data, so that the
  /// omission shows.
  static func xmlStub(_ request: Request) -> Reply {
    let text =
      "<ApiException><ErrorNumber>406</ErrorNumber><Type>NotAcceptable</Type><Message>"
      + "The default is XML: send Accept: application/json.</Message></ApiException>"
    return Reply(
      406, [.init(name: "Content-Type", value: "text/xml; charset=utf-8")],
      body: Array(text.utf8))
  }
}
