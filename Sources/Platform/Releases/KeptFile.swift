/// A file of a report that is kept with its wave.
package struct KeptFile: Hashable, Sendable {
  package let path: String
  package let bytes: Int
}
