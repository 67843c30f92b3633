package org.kadec21.firmware.doctor;

import org.kadec21.firmware.config.Bearing;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.modem.KnownAddresses;
import org.kadec21.modem.ppp.Capture;
import org.kadec21.submission.SubmissionPolicy;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What is to be looked at.
///
/// @param bearer what stands between the unit and the network
/// @param module of a unit file that was named; without one nothing is known of the SIM
/// @param bearing how the module carries TCP; the most wanted way is looked at
/// @param capture takes down what crosses a PPP link
/// @param accessPoint name of the packet network's access point
/// @param server the server; empty when none was named
/// @param known servers whose names are not looked up
/// @param login whether the password may be used, once
/// @param mail a test mail to be sent
/// @param zone in which dates are shown
@SuppressWarnings(
        "exports") // org.kadec21.modem is exported to those who put units together, on purpose
public record Order(
        Bearer bearer,
        Optional<UnitConfig.Module> module,
        Bearing bearing,
        Optional<Capture> capture,
        String accessPoint,
        Optional<SubmissionPolicy> server,
        KnownAddresses known,
        CarrierFacts carrier,
        boolean login,
        Optional<TestMail> mail,
        ZoneId zone) {

    /// Whether the module is looked at as one that dials.
    boolean dials() {
        return bearing.ways().getFirst() == Bearing.Way.PPP;
    }

    /// What stands between the unit and the network.
    public sealed interface Bearer {

        /// A module on one of these ports.
        ///
        /// @param ports names of those that may be asked
        /// @param anyLikely whether instead every port may be asked that is not known to be
        ///   something else
        /// @param speeds in bit/s, tried in this order; the first is the one to be expected
        record Serial(List<String> ports, boolean anyLikely, List<Integer> speeds)
                implements Bearer {
            public Serial {
                ports = List.copyOf(ports);
                speeds = List.copyOf(speeds);
            }

            /// Whether no port may be asked at all.
            boolean isUnnamed() {
                return ports.isEmpty() && !anyLikely;
            }
        }

        /// This computer's own network.
        record Host() implements Bearer {}
    }
}
