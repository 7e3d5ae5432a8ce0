import Activity
import Billing
import Books
import Xero

extension XeroAccount {
  /// Looks at all that a push needs, and asks Xero what only it knows. What mends it is in the
  /// sentences.
  public func check(clients: ClientList) async throws -> [HealthCheck] {
    var checks = Checks()
    let addresses = access.addresses
    checks.add(
      "addresses", .fine,
      addresses.isXero
        ? "The real Xero." : "A stand-in at \(addresses.api), not the real Xero.")
    let port = await access.freePort()
    checks.add(
      "port", port == nil ? .warning : .fine,
      port.map { "Port \($0) is free for the next sign-in." }
        ?? "None of the ports 8799, 8797 and 8795 is free: the next sign-in needs --port or --paste."
    )
    let signIns = try access.store.signedIn()
    guard !signIns.isEmpty else {
      checks.add("sign-in", .failed, "Nobody is signed in. Run \"daybook xero login\".")
      return checks.all
    }
    for one in signIns { check(one, &checks) }
    let reached: [(client: XeroClient, connection: Connection)]
    do {
      let found = try await connected()
      reached = found.reached
      for failure in found.failures {
        checks.add("connection", .failed, "\(failure.organisation): \(failure.error)")
      }
    } catch let error as XeroError {
      checks.add("connection", .failed, error.description)
      return checks.all
    }
    checks.add(
      "connection", reached.isEmpty ? .failed : .fine,
      reached.isEmpty
        ? "No organisation is connected to your app. Run \"daybook xero login\" and choose one."
        : "Connected: " + reached.map(\.connection.name).joined(separator: ", ") + ".")
    for (client, connection) in reached { await check(connection, client, &checks) }
    try checkClock(reached, &checks)
    try checkLinks(clients, reached.map(\.connection.tenant), &checks)
    return checks.all
  }

  private struct Checks {
    var all: [HealthCheck] = []

    mutating func add(_ name: String, _ state: HealthCheck.State, _ sentence: String) {
      all.append(HealthCheck(name: name, state: state, sentence: sentence, remedy: nil))
    }
  }

  private func check(_ signedIn: SignedIn, _ checks: inout Checks) {
    let who = signedIn.userName.isEmpty ? signedIn.key.userID : signedIn.userName
    let ends = civilText(signedIn.endsAt)
    checks.add(
      "sign-in", world.realNow() < signedIn.warnsAt ? .fine : .warning,
      "\(who), app \(signedIn.key.clientID): ends on \(ends) if nothing is asked of Xero until "
        + "then.")
    checks.add(
      "tokens", .fine,
      signedIn.place == .secretService
        ? "In your desktop's keyring."
        : "In a file that only you can read, in \(access.store.directory).")
    let missing = signedIn.missing
    checks.add(
      "scopes", missing.isEmpty ? .fine : .failed,
      missing.isEmpty
        ? "All that is needed is granted."
        : missing.map {
          "Without \($0.scope) Daybook can't \($0.sentence): "
            + "\"daybook xero login --add-scopes \($0.scope)\"."
        }.joined(separator: " "))
  }

  private func check(
    _ connection: Connection, _ client: XeroClient, _ checks: inout Checks
  ) async {
    let tenant = connection.tenant
    do {
      let organisation = try await client.organisation(tenant: tenant)
      let allowed = try await client.actions(tenant: tenant)
        .first { $0.name == "CreateDraftInvoice" }?.isAllowed
      checks.add(
        "drafts", allowed == false ? .failed : .fine,
        allowed == false
          ? "\(organisation.name): its plan or your role there does not allow draft invoices."
          : "\(organisation.name) takes draft invoices"
            + (organisation.isDemoCompany ? ". A demo company: Xero empties it now and then." : ".")
      )
    } catch {
      checks.add("drafts", .failed, "\(connection.name): \(error)")
      return
    }
    guard
      let limits = access.limits.limits(of: tenant, clientID: client.key.clientID),
      let day = limits.day
    else { return }
    checks.add(
      "calls", day < 50 ? .warning : .fine,
      "\(connection.name): \(day) calls left today. A draft takes about 3.")
  }

  private func checkClock(
    _ reached: [(client: XeroClient, connection: Connection)], _ checks: inout Checks
  ) throws {
    let ahead = reached.lazy.compactMap { client, connection in
      access.limits.limits(of: connection.tenant, clientID: client.key.clientID)?
        .clockAheadSeconds
    }.first
    guard let ahead else { return }
    // An answer's date is seconds old at most.
    checks.add(
      "clock", abs(ahead) <= 60 ? .fine : .warning,
      abs(ahead) <= 60
        ? "Your clock agrees with Xero's."
        : "Your clock is \(abs(ahead)) s \(ahead > 0 ? "behind" : "ahead of") Xero's. Invoices are "
          + "dated by it: set it right.")
  }

  private func checkLinks(
    _ clients: ClientList, _ connected: [String], _ checks: inout Checks
  ) throws {
    let links = try books().links(in: access.addresses.environmentName)
    for client in clients.clients {
      guard let link = links.first(where: { $0.client == client.key }) else {
        checks.add(
          "link", .warning,
          "\(client.key) is not linked. Run \"daybook xero link \(client.key)\".")
        continue
      }
      let isThere = connected.contains { $0.lowercased() == link.tenant.lowercased() }
      checks.add(
        "link", isThere ? .fine : .failed,
        isThere
          ? "\(client.key) is \(link.contactName), \(link.organisation)."
          : "\(client.key) is linked to \(link.organisation), which is not connected. Run \"daybook "
            + "xero login\" and choose it.")
    }
  }

  /// `2027-01-24`, in the person's zone.
  private func civilText(_ instant: Instant) -> String {
    let offset = world.zone.secondsFromGMT(
      for: .init(timeIntervalSince1970: Double(instant.flooredSeconds)))
    return String(Moment.text(instant.flooredSeconds, offset: Int32(offset)).prefix(10))
  }
}
