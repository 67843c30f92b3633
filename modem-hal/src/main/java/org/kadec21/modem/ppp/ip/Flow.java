package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.packet.IcmpError;
import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.IpPacket;
import org.kadec21.modem.ppp.ip.packet.TcpSegment;
import org.kadec21.modem.ppp.ip.tcp.TcpMachine;

import java.nio.ByteBuffer;

/// One TCP connection and the addresses it lies between.
final class Flow {

    private final IpAddress local;
    private final int localPort;
    private final IpAddress remote;
    private final int remotePort;
    private final TcpMachine machine;
    private boolean fragmentable;

    Flow(IpAddress local, int localPort, IpAddress remote, int remotePort, TcpMachine machine) {
        this.local = local;
        this.localPort = localPort;
        this.remote = remote;
        this.remotePort = remotePort;
        this.machine = machine;
    }

    TcpMachine machine() {
        return machine;
    }

    IpAddress remote() {
        return remote;
    }

    int localPort() {
        return localPort;
    }

    /// Whether routers may cut its packets up, since one wants them smaller than this host makes
    /// any.
    boolean isFragmentable() {
        return fragmentable;
    }

    boolean takes(IpPacket packet, TcpSegment segment) {
        return segment.destinationPort() == localPort
                && segment.sourcePort() == remotePort
                && packet.source().equals(remote)
                && packet.destination().equals(local);
    }

    IpPacket carrying(TcpSegment segment) {
        return segment.from(local, remote);
    }

    /// Whether the error quotes a segment that this connection may have sent.
    boolean isQuotedBy(IcmpError error) {
        ByteBuffer quoted = ByteBuffer.wrap(error.quoted());
        return error.source().equals(local)
                && error.destination().equals(remote)
                && (quoted.getShort(0) & 0xffff) == localPort
                && (quoted.getShort(2) & 0xffff) == remotePort;
    }

    void arrived(IcmpError error) {
        int sequence = ByteBuffer.wrap(error.quoted()).getInt(4);
        switch (error.meaning()) {
            case REFUSED ->
                    machine.unreachable(true, sequence, "a router or the peer's host refuses it");
            case NO_WAY -> machine.unreachable(false, sequence, "a router knows no way there");
            case TOO_BIG -> {
                int size = PathSize.after(error.mtu(), remote);
                fragmentable |= error.mtu() < size;
                machine.tooBig(size - IpPacket.headerOf(remote) - TcpSegment.HEADER, sequence);
            }
        }
    }
}
