package org.kadec21.modem;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Network;
import org.kadec21.hal.Time;

import java.util.Optional;

/// The host's own network as an uplink: always there, costs bytes but no radio.
public final class HostUplink implements Uplink {

    private final Meter meter;
    private final Attachment.Online online;

    /// @param known hosts whose names are not looked up
    public HostUplink(Network network, Time time, KnownAddresses known) {
        meter = new Meter(time);
        online =
                new Attachment.Online(
                        new MeteredBearer(known.over(network::connect, time), meter, time),
                        Optional.empty());
    }

    @Override
    public Attachment goOnline(Deadline deadline) {
        return online;
    }

    @Override
    public void goOffline(Deadline deadline) {}

    @Override
    public Usage usage() {
        return meter.usage();
    }
}
