package org.kadec21.modem.dialect;

import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Reply;

/// How one vendor's modules move the bytes of a connection.
interface SocketCommands {

    /// Most payload bytes of one [#send].
    int sendBytes();

    Command send(int id, byte[] bytes);

    /// How many of the `offered` bytes a successful send took.
    default int accepted(Reply.Ok reply, int offered) {
        return offered;
    }

    /// Whether a refused send means that the buffer is full and nothing was taken.
    default boolean isFull(Reply.Refusal refusal) {
        return false;
    }

    /// Reads what the module holds, with an announced payload; an empty one when it holds nothing.
    Command read(int id);

    /// Whether a refused read means that there is nothing to read.
    default boolean isEmpty(Reply.Refusal refusal) {
        return false;
    }

    Command close(int id);
}
