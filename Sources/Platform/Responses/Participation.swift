package import Problems
package import Store

/// What the participant's browser may ask, in one place. The directory's part and the answers' part share no value but the wave's name.
package struct Participation: Sendable {
  package let directory: any SQLDatabase
  package let answers: any SQLDatabase
}
