import Activity

/// A rule that would place time which is unassigned, or placed otherwise than a person says.
public struct RuleSuggestion: Equatable, Sendable {
  /// Time that would go to another place than where it is.
  public struct Conflict: Hashable, Sendable {
    public var placement: Placement
    /// Rules placed it, so that the new rule would take it.
    public var taken: TimeTally
    /// No rule placed it, and a proposal counts it with the work around it: the new rule would take
    /// it as well.
    public var absorbed = TimeTally()
    /// Decided by a person: it stays, and the rule would be wrong about it.
    public var decided: TimeTally

    var seconds: Int64 { taken.seconds + absorbed.seconds + decided.seconds }
  }

  public var name: String
  public var condition: Condition
  /// Nil where a person has yet to say what the time is for.
  public var placement: Placement?
  /// The unassigned or corrected time that it would place.
  public var catches: TimeTally
  /// What it would wrongly catch, the most first.
  public var conflicts: [Conflict]
  /// Titles that it catches, the longest seen first, at most three.
  public var titles: [String]

  /// What it would take from other rules and from what proposals absorbed, in seconds.
  public var takenSeconds: Int64 {
    conflicts.reduce(0) { $0 + $1.taken.seconds + $1.absorbed.seconds }
  }
  public var wrongSeconds: Int64 { conflicts.reduce(0) { $0 + $1.seconds } }
}

/// Groups time by what its windows have in common.
public struct RuleSuggestions: Sendable {
  private let times: [SeenTime]
  /// Each trait that a window has, and the worth of catching an hour by it.
  private let traits: [WindowTrait]
  private let worths: [Int64]
  /// By time, into `traits`, the more telling first.
  private let traitsOfTime: [[Int]]

  /// Nobody reads more.
  private static let most = 20

  /// - Parameter times: in any order, the same window any number of times.
  public init(_ times: [SeenTime]) {
    struct Kind: Hashable {
      var window: Window
      var state: SeenTime.State
    }
    var sums: [Kind: TimeTally] = [:]
    for time in times {
      sums[Kind(window: time.window, state: time.state), default: TimeTally()] += time.tally
    }
    let merged = RuleSuggestions.sorted(
      sums.map { SeenTime(window: $0.key.window, state: $0.key.state, tally: $0.value) })
    self.times = merged
    let common = CommonTraits(merged)
    var numbers: [WindowTrait: Int] = [:]
    var all: [WindowTrait] = []
    traitsOfTime = merged.map { time in
      WindowTrait.all(of: time.window).map { trait in
        if let known = numbers[trait] { return known }
        numbers[trait] = all.count
        all.append(trait)
        return all.count - 1
      }
    }
    traits = all
    worths = all.map(common.worth)
  }

  /// The longest first; of the same length any order will do, as long as it is always the same.
  private static func sorted(_ times: [SeenTime]) -> [SeenTime] {
    func text(_ time: SeenTime) -> String {
      Fact.allCases.map { $0.text(in: time.window) }.joined(separator: "\u{0}")
        + "\u{0}\(time.state)"
    }
    // Each text is made once, not at each comparison.
    return times.map { (time: $0, text: text($0)) }
      .sorted { ($1.time.tally.seconds, $0.text) < ($0.time.tally.seconds, $1.text) }
      .map(\.time)
  }

  /// The groups of unassigned and of corrected time, largest first, each counted as if its rule
  /// were the only new one. No group of unassigned time is under a minute.
  public func suggestions() -> [RuleSuggestion] {
    var found = groups(of: nil, atLeast: 60)
    var targets: [Placement] = []
    for case .corrected(let target) in times.map(\.state) where !targets.contains(target) {
      targets.append(target)
    }
    for target in targets.sorted() { found += groups(of: target, atLeast: 1) }
    return Array(
      found.sorted { ($1.catches.seconds, $0.name) < ($0.catches.seconds, $1.name) }
        .prefix(RuleSuggestions.most))
  }

  /// The groups of time corrected to one place, largest first; whatever they get wrong, for a person
  /// asked for a rule.
  public func suggestions(for target: Placement) -> [RuleSuggestion] {
    groups(of: target, atLeast: 1, atAnyPrice: true)
      .sorted { ($1.catches.seconds, $0.name) < ($0.catches.seconds, $1.name) }
  }

  /// The same rule for a place that a person says: what it catches and what it gets wrong.
  public func counted(_ suggestion: RuleSuggestion, for target: Placement?) -> RuleSuggestion {
    count(suggestion.name, suggestion.condition, target)
  }

  private func groups(
    of target: Placement?, atLeast least: Int64, atAnyPrice: Bool = false
  ) -> [RuleSuggestion] {
    let wanted: SeenTime.State = target.map(SeenTime.State.corrected) ?? .unassigned
    var open = times.indices.filter { times[$0].state == wanted }
    var candidates = Candidates(count: traits.count)
    for (index, time) in times.enumerated() where isWrong(time.state, for: target) {
      let price = time.tally.seconds * RuleSuggestions.price(of: time.state, for: target)
      for trait in traitsOfTime[index] { candidates.prices[trait] += price }
    }
    for index in open { candidates.add(times[index], traitsOfTime[index]) }
    var found: [RuleSuggestion] = []
    while found.count < RuleSuggestions.most,
      let best = best(of: candidates, among: traits.indices, atAnyPrice)
    {
      suggest(best)
    }
    // What can't be had without as much of others' time: the longest seen first, by what gets least
    // wrong.
    while found.count < RuleSuggestions.most, let next = open.first,
      times[next].tally.seconds >= least
    {
      if let best = best(of: candidates, among: traitsOfTime[next], true) {
        suggest(best)
      } else {
        open.removeFirst()
      }
    }
    return found

    func suggest(_ trait: Int) {
      if let condition = traits[trait].condition {
        let suggestion = count(traits[trait].name, condition, target)
        if suggestion.catches.seconds >= least { found.append(suggestion) }
      }
      open.removeAll { index in
        guard traitsOfTime[index].contains(trait) else { return false }
        for trait in traitsOfTime[index] {
          candidates.seconds[trait] -= times[index].tally.seconds
        }
        return true
      }
    }
  }

  /// What each trait would catch of the time that is still open, and what it costs.
  private struct Candidates {
    var seconds: [Int64]
    var prices: [Int64]
    /// How early it stands among the traits of a window.
    var ranks: [Int]
    var apps: [Set<String>]

    init(count: Int) {
      seconds = Array(repeating: 0, count: count)
      prices = seconds
      ranks = Array(repeating: .max, count: count)
      apps = Array(repeating: [], count: count)
    }

    mutating func add(_ time: SeenTime, _ traits: [Int]) {
      for (rank, trait) in traits.enumerated() {
        seconds[trait] += time.tally.seconds
        ranks[trait] = min(ranks[trait], rank)
        apps[trait].insert(time.window.app)
      }
    }
  }

  /// What a second of wrongly caught time costs, in percent: where a person corrects the rules, what
  /// they say of other time is less sure.
  private static func price(of state: SeenTime.State, for target: Placement?) -> Int64 {
    switch state {
    case .placed where target != nil, .absorbed where target != nil: 30
    case .unassigned, .corrected, .placed, .absorbed, .decided: 200
    }
  }

  /// The trait that catches the most open time for what it gets wrong.
  private func best(
    of candidates: Candidates, among some: some Sequence<Int>, _ atAnyPrice: Bool
  ) -> Int? {
    var best: (trait: Int, score: Int64)?
    for trait in some where candidates.seconds[trait] > 0 {
      let score = candidates.seconds[trait] * worths[trait] - candidates.prices[trait]
      guard score > 0 || atAnyPrice, score >= best?.score ?? score else { continue }
      let apps = candidates.apps[trait]
      // Without its program a title is worth asking for only where several show it.
      if case .title(nil, _) = traits[trait], apps.count < 2, apps != [""] { continue }
      if let known = best, known.score == score,
        (candidates.ranks[known.trait], traits[known.trait].name)
          <= (candidates.ranks[trait], traits[trait].name)
      {
        continue
      }
      guard traits[trait].condition != nil else { continue }
      best = (trait, score)
    }
    return best?.trait
  }

  private func isWrong(_ state: SeenTime.State, for target: Placement?) -> Bool {
    switch state {
    case .unassigned: false
    case .corrected(let placement), .placed(let placement), .absorbed(let placement),
      .decided(let placement):
      target.map(placement.moves) ?? true
    }
  }

  private func count(
    _ name: String, _ condition: Condition, _ target: Placement?
  ) -> RuleSuggestion {
    let matcher = PatternMatcher()
    var catches = TimeTally()
    var conflicts: [Placement: RuleSuggestion.Conflict] = [:]
    var titles: [String: Int64] = [:]
    for time in times where RuleSuggestions.holds(condition, time.window, matcher) {
      guard let placement = time.state.placement, isWrong(time.state, for: target) else {
        guard time.state.isOpen else { continue }
        catches += time.tally
        titles[time.window.title, default: 0] += time.tally.seconds
        continue
      }
      var conflict =
        conflicts[placement]
        ?? .init(placement: placement, taken: TimeTally(), decided: TimeTally())
      switch time.state {
      case .placed: conflict.taken += time.tally
      case .absorbed: conflict.absorbed += time.tally
      case .unassigned, .corrected, .decided: conflict.decided += time.tally
      }
      conflicts[placement] = conflict
    }
    titles[""] = nil
    return RuleSuggestion(
      name: name, condition: condition, placement: target, catches: catches,
      conflicts: conflicts.values.sorted {
        ($1.seconds, $0.placement) < ($0.seconds, $1.placement)
      },
      titles: titles.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map(\.key))
  }

  private static func holds(
    _ condition: Condition, _ window: Window, _ matcher: PatternMatcher
  ) -> Bool {
    var trial = Trial(
      matcher: matcher, window: window, presence: .active,
      time: LocalTime(Instant(milliseconds: 0), in: .utc))
    var unused: [String: String] = [:]
    return trial.holds(condition, &unused) == .yes
  }
}

extension SeenTime.State {
  var placement: Placement? {
    switch self {
    case .unassigned: nil
    case .corrected(let placement), .placed(let placement), .absorbed(let placement),
      .decided(let placement):
      placement
    }
  }

  /// Whether a rule is wanted for it.
  var isOpen: Bool {
    switch self {
    case .unassigned, .corrected: true
    case .placed, .absorbed, .decided: false
    }
  }
}

/// What tells little: a workspace that everything is on, and how all titles of a program end.
private struct CommonTraits {
  private var endings: Set<WindowTrait> = []
  private var workspaces: Set<WindowTrait> = []

  init(_ times: [SeenTime]) {
    struct Ending: Hashable {
      var app: String
      var text: String
    }
    var titles: [String: Set<String>] = [:]
    var uses: [Ending: Set<String>] = [:]
    var seconds: [String: Int64] = [:]
    for time in times {
      let window = time.window
      seconds[window.workspace, default: 0] += time.tally.seconds
      titles[window.app, default: []].insert(window.title)
      if let text = TitleParts.last(of: window.title) {
        uses[Ending(app: window.app, text: text), default: []].insert(window.title)
      }
    }
    for (ending, seen) in uses {
      let all = titles[ending.app]?.count ?? 0
      guard all >= 4, seen.count * 10 >= all * 9 else { continue }
      endings.formUnion([
        .title(app: ending.app, text: ending.text), .title(app: nil, text: ending.text),
      ])
    }
    let total = seconds.values.reduce(0, +)
    for (workspace, seconds) in seconds where seconds * 10 >= total * 9 {
      workspaces.insert(.workspace(workspace))
    }
  }

  /// In percent: see `WindowTrait.worth`.
  func worth(of trait: WindowTrait) -> Int64 {
    if workspaces.contains(trait) { return 0 }
    return endings.contains(trait) ? min(60, trait.worth) : trait.worth
  }
}
