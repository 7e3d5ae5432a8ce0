/// A value of a YAML file and where it stands. Nothing is guessed from its looks: a scalar is a
/// text until a field asks for more.
struct YAMLNode {
  enum Value {
    case scalar(String, Style)
    case list([YAMLNode])
    /// In the file's order; keys differ.
    case map([(key: YAMLKey, value: YAMLNode)])
  }

  enum Style {
    case plain, singleQuoted, doubleQuoted
    /// `|` or `>`.
    case block
  }

  var value: Value
  var mark: YAMLMark

  /// Nothing written: `key:` and no more.
  var isEmpty: Bool {
    if case .scalar("", .plain) = value { true } else { false }
  }
}

struct YAMLKey {
  var text: String
  var mark: YAMLMark
}

/// From 1; columns count Unicode scalars.
struct YAMLMark: Hashable {
  var line: Int
  var column: Int
}
