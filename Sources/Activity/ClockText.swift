/// Times of day and lengths as clocks show them, made of seconds.
public enum ClockText {
  /// A time: `09:05`.
  public static func minutes(_ second: Int64) -> String {
    "\(two(second / 3600)):\(two(second / 60 % 60))"
  }

  /// A time: `09:05:12`.
  public static func seconds(_ second: Int64) -> String {
    "\(minutes(second)):\(two(second % 60))"
  }

  /// A time: `09:05`, and `09:05:12` where there are seconds.
  public static func shortest(_ second: Int64) -> String {
    second % 60 == 0 ? minutes(second) : seconds(second)
  }

  /// A length: `9:05`, the seconds cut off.
  public static func lengthInMinutes(_ seconds: Int64) -> String {
    "\(seconds / 3600):\(two(seconds / 60 % 60))"
  }

  /// A length: `9:05:12`.
  public static func length(_ seconds: Int64) -> String {
    "\(lengthInMinutes(seconds)):\(two(seconds % 60))"
  }

  /// `05`, `12`.
  public static func two(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
