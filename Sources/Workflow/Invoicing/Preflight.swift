import Activity
import Billing
import Books
import Xero

extension Home {
  /// Asks Xero, before anything is sent, whether the organisation and all that the drafts name are
  /// still what they were.
  ///
  /// - Returns: the drafts that may go, and why the others may not.
  func preflight(
    _ preview: InvoicePreview, _ selection: BillingSelection, _ progress: (String) -> Void
  ) async throws -> InvoicePreview {
    let linked = preview.drafts.filter { $0.link != nil }
    let tenants = Dictionary(grouping: linked) { $0.link?.tenant ?? "" }
    guard !tenants.isEmpty else { return preview }
    var passed = InvoicePreview(drafts: [], stopped: preview.stopped)
    var checked: [String: DayBudget] = [:]
    for (tenant, drafts) in tenants.sorted(by: { $0.key < $1.key }) {
      let name = drafts[0].link?.organisation ?? ""
      progress("Asking \(name) whether all is as it was")
      do {
        checked[tenant] = try await refetch(tenant, name: name)
      } catch {
        guard let refusal = Refusal(error) else { throw error }
        passed.stopped += drafts.map { ($0.client.key, said(refusal, error)) }
      }
    }
    // Made again from what Xero says now; what a person has seen must be what is sent.
    let now = try previewInvoices(selection)
    for before in preview.drafts {
      guard let link = before.link, checked[link.tenant] != nil else {
        if before.link == nil { passed.drafts.append(before) }
        continue
      }
      let key = before.client.key
      if let stopped = now.stopped.first(where: { $0.client == key }) {
        passed.stopped.append((key, Refusal(.network, stopped.refusal.description)))
      } else if let draft = now.drafts.first(where: { $0.client.key == key }) {
        if draft.draft != before.draft {
          passed.stopped.append(
            (
              key,
              Refusal(
                .conflict,
                "\(link.organisation) has changed what \(before.client.name)'s draft rests on, such "
                  + "as a tax rate or payment terms. Nothing of it was sent. Look at \"daybook "
                  + "invoice preview \(key)\", then push again.")
            ))
        } else if let refusal = checked[link.tenant]?.spend(on: draft) {
          passed.stopped.append((key, refusal))
        } else {
          passed.drafts.append(draft)
        }
      }
    }
    return passed
  }

  private func refetch(_ tenant: String, name: String) async throws -> DayBudget {
    let account = try XeroAccount(world)
    let client = try account.access.client(reaching: tenant)
    let connected = try await account.access.organisations(of: client.key)
    guard let connection = connected.first(where: { $0.tenant.lowercased() == tenant.lowercased() })
    else {
      throw XeroError(
        .disconnected,
        "\(name) is not connected to Daybook at Xero, or no more. Run \"daybook xero login\" and "
          + "choose it there.")
    }
    let actions = try await client.actions(tenant: tenant)
    if actions.contains(where: { $0.name == "CreateDraftInvoice" && !$0.isAllowed }) {
      throw Refusal(
        .network,
        "\(name) does not let you make draft invoices. Ask for the right in Xero (Settings, Users)."
      )
    }
    let environment = account.access.addresses.environmentName
    let old = try books().organisationCopy(tenant, in: environment)
    let copy = try await account.fetch(connection, client, after: old, accepted: old)
    try books().save(copy, in: environment, fetchedAt: world.realNow())
    guard copy.name == name, old.map({ $0.shortCode == copy.shortCode }) ?? true else {
      throw Refusal(
        .usage,
        "The organisation that was linked as \(name) is \(copy.name) now. If it is the same one, "
          + "link its clients again with --organisation '\(copy.name)'.")
    }
    let limits = account.access.limits.limits(of: tenant, clientID: client.key.clientID)
    return DayBudget(organisation: name, left: limits?.day)
  }

  /// An error of Xero's with the time in it at which things go on.
  func said(_ refusal: Refusal, _ error: any Error) -> Refusal {
    guard let error = error as? XeroError else { return refusal }
    return Refusal(refusal.kind, said(error))
  }

  func said(_ error: XeroError) -> String {
    guard case .rateLimitedDay(let resume?) = error.kind else { return error.description }
    let local = days.civil(resume.flooredSeconds)
    return error.description
      + " Here that is \(local.date) \(ClockText.minutes(local.second))."
  }
}

/// What an organisation's day still takes: a draft that would end half-way is not begun.
private struct DayBudget {
  var organisation: String
  /// Calls, as Xero said last (`X-DayLimit-Remaining`); nil where it did not.
  var left: Int?

  /// Puts a draft's calls aside: two looks for one that is there already, the draft itself, and the
  /// note in its history where clients.yaml wants one.
  ///
  /// - Returns: why it must wait, where it must.
  mutating func spend(on draft: ClientDraft) -> Refusal? {
    guard let left else { return nil }
    let calls = draft.client.xero.history ? 4 : 3
    guard left >= calls else {
      return Refusal(
        .network,
        "\(organisation) takes \(left) more calls today, and this draft needs \(calls). Nothing of "
          + "it was sent. Run \"daybook invoice push\" again tomorrow.")
    }
    self.left = left - calls
    return nil
  }
}
