package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.line.ByteFifo;
import org.kadec21.simulation.module.line.CommandInterpreter;

/// The bytes of a data call on their way between the port and the network, whose PPP is none of the
/// module's business.
final class PacketCall {

    /// Bytes that wait for the network; with so many of them the host is stopped (assumption).
    private static final int WAITING = 4096;

    /// What may come in addition before the host has stopped.
    private static final int OVERRUN = 4096;

    /// Bytes handed to the network and not yet on air.
    private static final int UNDER_WAY = 2048;

    /// Bytes taken from the network at once.
    private static final int PIECE = 1460;

    /// No connection has it.
    private static final long NONE = 0;

    private final DualBandModule module;
    private final ByteFifo waiting = new ByteFifo(WAITING + OVERRUN);
    private long connection = NONE;
    private boolean connected;
    private int underWay;
    private long bytesUp;
    private long bytesDown;

    PacketCall(DualBandModule module) {
        this.module = module;
    }

    long bytesUp() {
        return bytesUp;
    }

    long bytesDown() {
        return bytesDown;
    }

    boolean owns(long number) {
        return number != NONE && number == connection;
    }

    boolean isFull() {
        return waiting.size() >= WAITING;
    }

    /// Bytes of the network that the port takes now.
    int room(boolean online) {
        return online ? PIECE : 0;
    }

    void begin() {
        end();
        connection = module.sockets().nextConnection();
        module.act(new ModuleAction.Dial(connection));
    }

    /// The port takes bytes of the network again.
    void resume() {
        if (connection != NONE) {
            module.act(new ModuleAction.Resume(connection));
        }
    }

    void connected() {
        connected = true;
        flush();
    }

    /// A byte of the host.
    void take(byte b) {
        waiting.add(new byte[] {b});
    }

    /// Gives the network what there is room for.
    void flush() {
        if (connected && waiting.size() > 0 && underWay < UNDER_WAY) {
            byte[] piece = waiting.take(UNDER_WAY - underWay);
            underWay += piece.length;
            bytesUp += piece.length;
            module.act(new ModuleAction.Send(connection, piece));
        }
    }

    void delivered(int bytes) {
        underWay -= bytes;
        flush();
    }

    void received(byte[] bytes) {
        bytesDown += bytes.length;
        module.line().sayInData(CommandInterpreter.text(bytes));
    }

    void end() {
        if (connection != NONE) {
            module.act(new ModuleAction.Disconnect(connection, true));
        }
        connection = NONE;
        connected = false;
        underWay = 0;
        waiting.clear();
    }
}
