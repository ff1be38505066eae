import NIOCore
import NIOHTTP1

/// Closes a connection whose next request has not come with its whole header in time: the idle timeout starts anew with every byte, so a header that
/// drips would hold a connection for ever.
///
/// It counts from the connection's beginning (with TLS from before the handshake), and from the end of each answer.
final class HeaderDeadline: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let limit: TimeAmount
  private var deadline: Scheduled<Void>?
  /// Requests whose header has come and whose answer has not gone.
  private var answering = 0

  init(limit: TimeAmount) {
    self.limit = limit
  }

  func handlerAdded(context: ChannelHandlerContext) { arm(context) }
  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) {
      answering += 1
      deadline?.cancel()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
    let sent = promise ?? context.eventLoop.makePromise()
    // Once it has gone: somebody who reads a long answer slowly is not late.
    sent.futureResult.assumeIsolated().whenComplete { _ in
      self.answering -= 1
      if self.answering == 0, context.channel.isActive { self.arm(context) }
    }
    context.write(data, promise: sent)
  }

  private func arm(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { context.close(promise: nil) }
  }

  /// Puts the deadline where requests have just been decoded: handlers that the library adds come later.
  final class Placing: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let limit: TimeAmount

    init(limit: TimeAmount) {
      self.limit = limit
    }

    func handlerAdded(context: ChannelHandlerContext) {
      let pipeline = context.pipeline.syncOperations
      do {
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandler(HeaderDeadline(limit: limit), position: .after(decoder))
      } catch {
        // A connection without a deadline is not served.
        context.close(promise: nil)
      }
    }
  }
}
