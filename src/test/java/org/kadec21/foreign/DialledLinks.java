package org.kadec21.foreign;

import org.kadec21.firmware.DoctorBoard;
import org.kadec21.firmware.doctor.CautiousPins;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.host.HostNetwork;
import org.kadec21.hal.host.HostRandomness;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.hal.serial.JSerialPorts;
import org.kadec21.modem.Attachment;
import org.kadec21.modem.ModemUplink;
import org.kadec21.modem.ModuleSettings;
import org.kadec21.modem.Step;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.PacketService;
import org.kadec21.modem.dialect.QuectelDialect;
import org.kadec21.modem.ppp.PcapCapture;
import org.kadec21.modem.ppp.PppDialect;
import org.kadec21.modem.ppp.PppSetup;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The unit's PPP and TCP in this process, over a real port: for conversations that no command has.
final class DialledLinks {

    private static final int BITS_PER_SECOND = 115_200;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private final ByteArrayOutputStream crossed = new ByteArrayOutputStream();
    private final ModemUplink uplink;

    /// Connects while the call is up.
    interface Connecting {
        ByteLink to(String host, int port) throws Exception;
    }

    /// What is done during a call; it waits like a task of a unit.
    interface Conversation {
        void through(Connecting links) throws Exception;
    }

    DialledLinks(String port) {
        DoctorBoard board =
                new DoctorBoard(
                        time,
                        tasks,
                        new HostRandomness(),
                        new JSerialPorts(tasks, tasks, time),
                        new HostNetwork(tasks));
        PppSetup setup =
                PppSetup.usual(board.randomness(), board.journal())
                        .capturedBy(Optional.of(new PcapCapture(crossed::writeBytes)));
        uplink =
                new ModemUplink(
                        board,
                        new ModuleSettings(
                                port,
                                BITS_PER_SECOND,
                                new AccessPoint("internet", "", Secret.of("")),
                                Optional.empty(),
                                ModuleSettings.Sleep.MINIMUM,
                                ModuleSettings.Limits.standard()),
                        new PppDialect(new QuectelDialect(), List.of(PppDialect.Way.PPP), setup),
                        new CautiousPins(),
                        Trace.none());
    }

    /// Dials, talks and hangs up.
    ///
    /// @param capture what crossed the link
    void call(Path capture, Conversation conversation) throws Exception {
        tasks.call(() -> {
            if (uplink.goOnline(limit()) instanceof Attachment.Offline(_, String reason, _)) {
                throw new AssertionError(reason);
            }
            conversation.through(this::connect);
            uplink.goOffline(limit());
            return true;
        });
        Files.write(capture, crossed.toByteArray());
    }

    /// For one step of a conversation.
    Deadline limit() {
        return time.after(LIMIT);
    }

    private ByteLink connect(String host, int port) throws Exception {
        if (uplink.modem().openBearer(limit())
                instanceof Step.Done<PacketService>(PacketService packets)) {
            return packets.connect(host, port, limit());
        }
        throw new AssertionError("the call is over");
    }
}
