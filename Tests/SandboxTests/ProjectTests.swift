import Testing

@testable import xero_sandbox

/// Xero Projects: an interface beside accounting, with a form of its own.
@Suite struct ProjectTests {
  private let trial = Trial()
  private static let project = "9a000001-0000-4000-8000-000000000001"
  private static let task = "7a000001-0000-4000-8000-000000000001"
  private static let hana = "e5c0ffee-0000-4000-8000-0000000000aa"
  private static let time = "/Projects/\(project)/Time"

  private func caller(_ scopes: String = "openid offline_access projects") async throws -> Caller {
    try await trial.caller(scopes: scopes).projects
  }

  private func entry(_ changes: [String: String] = [:]) -> String {
    let fields = [
      "userId": "\"\(Self.hana)\"", "taskId": "\"\(Self.task)\"",
      "dateUtc": #""2020-02-26T15:00:00Z""#, "duration": "30",
      "description": #""My description""#,
    ].merging(changes) { $1 }
    return "{"
      + fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
      + "}"
  }

  @Test func `logged time counts in its project and task, until it is changed or deleted`()
    async throws
  {
    let caller = try await caller()
    func project() async -> JSON { await caller.send("GET", "/Projects/" + Self.project).json }
    let id = try #require(
      await caller.send("POST", Self.time, entry(), key: "K").json["timeEntryId"]?.text)
    #expect(await project()["minutesLogged"] == 30)
    #expect(
      await project()["totalToBeInvoiced"]
        == ["currency": "NZD", "value": .number("60.00")])
    let path = Self.time + "/" + id
    #expect(await caller.send("PUT", path, entry(["duration": "45"]), key: "L").status == 204)
    #expect(await caller.send("GET", path).json["duration"] == 45)
    let task = await caller.send("GET", "/Projects/\(Self.project)/Tasks/\(Self.task)").json
    #expect(task["totalMinutes"] == 45 && task["totalAmount"]?["value"] == .number("90.00"))
    let refused = await caller.send(
      "DELETE", "/Projects/\(Self.project)/Tasks/\(Self.task)", key: "M")
    #expect(refused.status == 400, "time was logged on it")
    #expect(await caller.send("DELETE", path, key: "N").status == 204)
    #expect(await caller.send("GET", path).status == 404)
    #expect(await project()["minutesLogged"] == 0)
  }

  @Test(arguments: [
    ("userId", "null"), ("userId", "\"nobody\""), ("userId", "\"\(emptyGUID)\""),
    ("taskId", "\"\(emptyGUID)\""), ("dateUtc", "\"/Date(1789344000000)/\""), ("dateUtc", "5"),
    ("duration", "0"), ("duration", "59941"), ("duration", "1.5"), ("duration", "\"30\""),
  ])
  func `what can't be logged is told by its field`(field: String, value: String) async throws {
    let caller = try await caller()
    let reply = await caller.send("POST", Self.time, entry([field: value]), key: "K")
    #expect(reply.status == 400 && reply.json["message"] != nil)
    #expect(reply.json["modelState"]?.members?.map(\.key) == [field])
    #expect(reply.json["modelState"]?[field]?[0]?.text?.isEmpty == false)
    #expect(await caller.send("GET", Self.time).json["items"] == [])
  }

  @Test func `scope, organisation and token are asked for as everywhere`() async throws {
    let reader = try await caller("openid offline_access projects.read")
    #expect(await reader.send("GET", "/Projects").status == 200)
    let refused = await reader.send("POST", Self.time, entry(), key: "K")
    #expect(refused.status == 401)
    #expect(refused.header("WWW-Authenticate")?.contains("insufficient_scope") == true)
    var other = try await caller()
    other.tenant = Trial.australia
    #expect(await other.send("GET", "/Projects").json["items"] == [])
    #expect(await other.send("POST", Self.time, entry(), key: "K").status == 404)
    other.tenant = emptyGUID
    #expect(await other.send("GET", "/Projects").status == 403)
    other.token = "made.up.token"
    #expect(await other.send("GET", "/Projects").status == 401)
    let another = Trial()
    let accountant = try await another.caller().projects
    #expect(await accountant.send("GET", "/Projects").status == 401)
  }

  @Test func `a key gives the same entry again, and refuses another`() async throws {
    let caller = try await caller()
    let first = await caller.send("POST", Self.time, entry(), key: "K")
    #expect(await caller.send("POST", Self.time, entry(), key: "K").body == first.body)
    let other = await caller.send("POST", Self.time, entry(["duration": "31"]), key: "K")
    #expect(other.status == 400 && other.json["modelState"] != nil)
    #expect(await caller.send("GET", Self.time).json["pagination"]?["itemCount"] == 1)
    #expect(first.header("X-MinLimit-Remaining") == "59")
    #expect(first.header("Xero-Correlation-Id") != nil)
  }

  @Test func `a project is made, renamed and closed; a closed one takes no time`() async throws {
    let caller = try await caller()
    let body =
      #"{"contactId":"\#(Trial.acme)","name":"New Kitchen","deadlineUtc":"2026-12-10T12:59:59Z","#
      + #""estimateAmount":"99.99"}"#
    let made = await caller.send("POST", "/Projects", body, key: "K")
    #expect(made.status == 201 && made.json["status"] == "INPROGRESS")
    #expect(made.json["deadlineUtc"] == "2026-12-10T12:59:59Z")
    #expect(made.json["estimate"] == ["currency": "NZD", "value": .number("99.99")])
    let amounts = made.json.members?.filter { $0.value["currency"] != nil }
    #expect(amounts?.count == 13)
    let path = "/Projects/" + (made.json["projectId"]?.text ?? "")
    let task = await caller.send(
      "POST", path + "/Tasks",
      #"{"name":"Demolition","rate":{"currency":"NZD","value":20},"chargeType":"NON_CHARGEABLE"}"#,
      key: "L")
    #expect(task.status == 201 && task.json["chargeType"] == "NON_CHARGEABLE")
    let id = task.json["taskId"]?.text ?? ""
    let free = entry(["taskId": "\"\(id)\""])
    #expect(await caller.send("POST", path + "/Time", free, key: "M").status == 200)
    #expect(await caller.send("PUT", path, #"{"name":"Kitchen"}"#, key: "N").status == 204)
    #expect(await caller.send("PATCH", path, #"{"status":"CLOSED"}"#, key: "O").status == 204)
    let closed = await caller.send("GET", path).json
    #expect(closed["name"] == "Kitchen" && closed["status"] == "CLOSED")
    #expect(closed["minutesLogged"] == 30 && closed["minutesToBeInvoiced"] == 0)
    #expect(await caller.send("POST", path + "/Time", free, key: "P").status == 400)
    let open = await caller.send("GET", "/Projects?states=INPROGRESS").json["items"]?.items
    #expect(open?.map { $0["projectId"]?.text } == [Self.project])
  }

  @Test(arguments: [
    ("", 3), ("?userId=\(hana)", 3), ("?taskId=\(emptyGUID)", 0), ("?states=ACTIVE", 3),
    ("?states=INVOICED", 0), ("?isChargeable=false", 0), ("?invoiceId=\(emptyGUID)", 0),
    ("?dateAfterUtc=2020-02-27T00:00:00Z", 2), ("?dateBeforeUtc=2020-02-27T15:00:00Z", 2),
  ])
  func `entries are found by every parameter`(query: String, count: Int) async throws {
    let caller = try await caller()
    for day in 26...28 {
      let date = ["dateUtc": "\"2020-02-\(day)T15:00:00Z\""]
      _ = await caller.send("POST", Self.time, entry(date), key: "\(day)")
    }
    let found = await caller.send("GET", Self.time + query).json
    #expect(found["items"]?.items?.count == count)
  }

  @Test func `pages have 50 items, or as many as asked for, and users are told`() async throws {
    let caller = try await caller()
    let users = await caller.send("GET", "/ProjectsUsers?page=2&pageSize=1").json
    #expect(
      users["pagination"] == ["page": 2, "pageSize": 1, "pageCount": 2, "itemCount": 2])
    #expect(users["items"]?[0]?["name"] == "Bo Reid")
    #expect(
      await caller.send("GET", "/projectsusers").json["pagination"]?["pageSize"] == 50)
    for query in ["?page=0", "?pageSize=501", "?page=x"] {
      #expect(await caller.send("GET", "/ProjectsUsers" + query).status == 400)
    }
    #expect(await trial.violations() == [], "reading bills nobody twice")
  }
}
