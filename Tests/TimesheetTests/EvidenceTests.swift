import Activity
import Testing

@testable import Timesheet

@Suite struct EvidenceTests {
  private func kind(
    _ presence: Presence, _ subject: Subject, _ handsOff: HandsOff?,
    _ classification: Classification = .unassigned
  ) -> Evidence.Kind {
    let span = Span(
      source: "test", start: Instant(seconds: 0), end: Instant(seconds: 60),
      observation: Observation(presence: presence, subject: subject, handsOff: handsOff),
      zone: .utc)
    return Evidence(
      span: span, rank: 0, from: span.start, to: span.end, classification: classification
    ).kind
  }

  @Test(arguments: HandsOff.allCases)
  func `idle time with a reason is work with hands off`(reason: HandsOff) {
    let call = Subject.window(Window(app: "Meet"))
    #expect(kind(.idle, call, reason) == .active(Classification(handsOff: true)))
    #expect(kind(.idle, call, nil) == .away(.idle))
    let acme = ProjectKey(client: "acme", project: "website")
    #expect(
      kind(.idle, call, reason, Classification(project: acme))
        == .active(Classification(project: acme, handsOff: true)))
  }

  @Test(arguments: [Subject.private, .nothing])
  func `time that nothing is known of stays idle`(subject: Subject) {
    #expect(kind(.idle, subject, .inhibited) == .away(.idle))
  }
}
