import Activity
import TestSupport
import Testing

@testable import Rules

@Suite struct RuleLawTests {
  @Test(arguments: UInt64(0)..<200)
  func `pieces tile the span and agree with every minute of it`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rules = random.ruleSet()
    let span = random.span()
    let pieces = rules.classify(span)
    #expect(pieces.first?.from == span.start)
    #expect(pieces.last?.to == span.end)
    #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.to == $1.from })
    for piece in pieces where piece.from < piece.to {
      var now = piece.from
      while now < piece.to {
        var point = span
        point.start = now
        point.end = now.advanced(by: 1)
        let single = rules.classify(point)
        #expect(single.map(\.classification) == [piece.classification])
        #expect(single.map(\.subject) == [piece.subject])
        now = now.advanced(by: 17 * 60_000)
      }
    }
  }

  @Test(arguments: UInt64(0)..<100)
  func `a span's classification does not depend on other spans`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rules = random.ruleSet()
    let spans = (0..<20).map { _ in random.span() }
    let classifier = Classifier(rules)
    let together = spans.map(classifier.classify)
    let backwards = Classifier(rules)
    #expect(spans.reversed().map(backwards.classify).reversed() == together)
    #expect(spans.map(rules.classify) == together)
  }

  @Test(arguments: UInt64(0)..<200)
  func `a rule at the end changes only what was unset`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rules = random.ruleSet()
    var added = random.rule(line: 99)
    (added.exclude, added.redaction) = (false, nil)
    let longer = RuleSet(rules: rules.rules + [added], catalogue: rules.catalogue)
    for _ in 0..<20 {
      var span = random.span()
      span.end = span.start.advanced(by: 1)
      let (before, after) = (rules.explain(span), longer.explain(span))
      #expect(after.subject == before.subject)
      for field in before.fields { #expect(after.fields.contains(field)) }
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `nothing of an excluded window is left anywhere`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let secret = "s3cr3t"
    var window = random.window()
    (window.title, window.app, window.url) = (window.title + secret, secret, secret)
    (window.instance, window.workspace) = (secret, secret)
    (window.executable, window.directory) = (secret, secret)
    let others = random.ruleSet()
    let exclude = rule("Private", when: title(secret), exclude: true)
    let rules = RuleSet(
      rules: others.rules + [exclude], catalogue: others.catalogue)
    let span = span(.window(window), presence: random.pick(Presence.allCases), minutes: 3000)
    #expect(!"\(rules.classify(span))".contains(secret))
    #expect(!"\(rules.explain(span))".contains(secret))
    #expect(!"\(Classifier(rules).censor(span))".contains(secret))
  }

  @Test(arguments: UInt64(0)..<100)
  func `censoring and classifying agree on what is shown`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rules = random.ruleSet()
    let span = random.span()
    let censor = Censor(rules)
    for piece in rules.classify(span) {
      #expect(
        censor.censor(span.subject, presence: span.presence, at: piece.from, zone: span.zone)
          == piece.subject)
    }
    let parts = Classifier(rules).censor(span)
    #expect(parts.first?.start == span.start)
    #expect(parts.last?.end == span.end)
    #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.end == $1.start })
  }
}
