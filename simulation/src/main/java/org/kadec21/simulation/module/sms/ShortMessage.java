package org.kadec21.simulation.module.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;

/// A short message in its transfer form and what it says (3GPP TS 23.040 9.2.2).
///
/// @param incoming SMS-DELIVER, else SMS-SUBMIT
/// @param tpdu the transfer layer's octets, without the service centre
/// @param peer sender or destination
/// @param timestamp of an SMS-DELIVER as `+CMGR` shows it, else empty
public record ShortMessage(
        boolean incoming, byte[] tpdu, SmsAddress peer, String timestamp, String text) {

    /// Most octets of a TPDU (23.040 9.2.2).
    public static final int MAX_TPDU = 176;

    /// Most septets of one message.
    public static final int MAX_SEPTETS = 160;

    /// Most characters of one message in UCS2.
    public static final int MAX_UCS2 = 70;

    private static final int SUBMIT = 1;
    private static final int DELIVER_NO_MORE = 0x04;
    private static final int UCS2 = 0x08;
    private static final int HEADER = 0x40;

    public static ShortMessage deliver(SmsAddress sender, String text, ZonedDateTime at) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(DELIVER_NO_MORE);
        address(out, sender);
        boolean ucs2 = !GsmAlphabet.covers(text);
        out.write(0);
        out.write(ucs2 ? UCS2 : 0);
        byte[] stamp = Timestamp.octets(at);
        out.writeBytes(stamp);
        userText(out, text, ucs2);
        return new ShortMessage(true, out.toByteArray(), sender, Timestamp.shown(stamp), text);
    }

    /// An SMS-SUBMIT; what its alphabet does not know becomes a `?`.
    public static ShortMessage submit(
            SmsAddress destination, String text, SubmitParameters parameters) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(parameters.firstOctet());
        out.write(0);
        address(out, destination);
        out.write(parameters.protocol());
        out.write(parameters.coding());
        if (parameters.hasValidity()) {
            out.write(parameters.validity());
        }
        userText(out, text, parameters.isUcs2());
        return new ShortMessage(false, out.toByteArray(), destination, "", text);
    }

    /// Whether one message takes all of `text`.
    public static boolean fits(String text, boolean ucs2) {
        return ucs2 ? text.length() <= MAX_UCS2 : GsmAlphabet.septets(text).length <= MAX_SEPTETS;
    }

    /// The first octet of its TPDU.
    public int firstOctet() {
        return tpdu[0] & 0xFF;
    }

    /// TP-PID.
    public int protocol() {
        return tpdu[behindAddress()] & 0xFF;
    }

    /// TP-DCS.
    public int coding() {
        return tpdu[behindAddress() + 1] & 0xFF;
    }

    private int behindAddress() {
        int length = incoming ? 1 : 2;
        return length + 2 + ((tpdu[length] & 0xFF) + 1) / 2;
    }

    /// Reads an SMS-SUBMIT or SMS-DELIVER; empty when it is none.
    public static Optional<ShortMessage> parse(byte[] tpdu) {
        if (tpdu.length > MAX_TPDU) {
            return Optional.empty();
        }
        try {
            return parse(tpdu, new Octets(tpdu));
        } catch (ArrayIndexOutOfBoundsException cutShort) {
            return Optional.empty();
        }
    }

    private static Optional<ShortMessage> parse(byte[] tpdu, Octets octets) {
        int first = octets.next();
        boolean submit = (first & 3) == SUBMIT;
        if ((first & 3) > SUBMIT) {
            return Optional.empty();
        }
        if (submit) {
            octets.next();
        }
        int digits = octets.next();
        int type = octets.next();
        SmsAddress peer = SmsAddress.parse(type, octets.next((digits + 1) / 2), digits);
        octets.next();
        int coding = octets.next();
        String stamp = "";
        if (!submit) {
            stamp = Timestamp.shown(octets.next(Timestamp.OCTETS));
        } else {
            octets.next(validityOctets(first));
        }
        int length = octets.next();
        String text = userText(coding, length, octets.rest(), (first & HEADER) != 0);
        return Optional.of(new ShortMessage(!submit, tpdu, peer, stamp, text));
    }

    private static int validityOctets(int first) {
        return switch (first >> 3 & 3) {
            case 0 -> 0;
            case 2 -> 1;
            default -> Timestamp.OCTETS;
        };
    }

    private static String userText(int coding, int length, byte[] octets, boolean headed) {
        int header = headed && octets.length > 0 ? (octets[0] & 0xFF) + 1 : 0;
        return switch (coding >> 2 & 3) {
            case 0 -> {
                byte[] septets = GsmAlphabet.unpack(octets, length);
                int skipped = Math.min((header * 8 + 6) / 7, septets.length);
                yield GsmAlphabet.text(Arrays.copyOfRange(septets, skipped, septets.length));
            }
            case 2 ->
                    new String(
                            octets,
                            Math.min(header, octets.length),
                            octets.length - Math.min(header, octets.length),
                            StandardCharsets.UTF_16BE);
            default -> new String(octets, StandardCharsets.ISO_8859_1);
        };
    }

    private static void address(ByteArrayOutputStream out, SmsAddress address) {
        out.write(address.digits().length());
        out.write(address.type());
        out.writeBytes(address.semiOctets());
    }

    private static void userText(ByteArrayOutputStream out, String text, boolean ucs2) {
        if (ucs2) {
            String most = text.substring(0, Math.min(text.length(), MAX_UCS2));
            byte[] octets = most.getBytes(StandardCharsets.UTF_16BE);
            out.write(octets.length);
            out.writeBytes(octets);
            return;
        }
        byte[] all = GsmAlphabet.septets(text);
        byte[] septets = Arrays.copyOf(all, Math.min(all.length, MAX_SEPTETS));
        out.write(septets.length);
        out.writeBytes(GsmAlphabet.pack(septets));
    }

    /// Octets read one after the other; past their end is an [ArrayIndexOutOfBoundsException].
    private static final class Octets {

        private final byte[] all;
        private int at;

        Octets(byte[] all) {
            this.all = all;
        }

        int next() {
            return all[at++] & 0xFF;
        }

        byte[] next(int count) {
            if (at + count > all.length) {
                throw new ArrayIndexOutOfBoundsException(at + count);
            }
            at += count;
            return Arrays.copyOfRange(all, at - count, at);
        }

        byte[] rest() {
            return next(all.length - at);
        }
    }

    /// The service centre's time stamp: swapped digits and a zone in quarter hours (23.040
    /// 9.2.3.11).
    private static final class Timestamp {

        static final int OCTETS = 7;

        private static final int QUARTER_SECONDS = 900;

        private Timestamp() {}

        static byte[] octets(ZonedDateTime at) {
            int quarters = at.getOffset().getTotalSeconds() / QUARTER_SECONDS;
            int[] values = {
                at.getYear() % 100,
                at.getMonthValue(),
                at.getDayOfMonth(),
                at.getHour(),
                at.getMinute(),
                at.getSecond(),
                Math.abs(quarters)
            };
            byte[] octets = new byte[OCTETS];
            for (int i = 0; i < OCTETS; i++) {
                octets[i] = (byte) (values[i] % 10 << 4 | values[i] / 10);
            }
            octets[OCTETS - 1] |= (byte) (quarters < 0 ? 8 : 0);
            return octets;
        }

        static String shown(byte[] octets) {
            String[] two = new String[OCTETS];
            for (int i = 0; i < OCTETS; i++) {
                int tens = i == OCTETS - 1 ? octets[i] & 7 : octets[i] & 15;
                two[i] = "" + tens + (octets[i] >> 4 & 15);
            }
            String sign = (octets[OCTETS - 1] & 8) == 0 ? "+" : "-";
            return two[0] + "/" + two[1] + "/" + two[2] + "," + two[3] + ":" + two[4] + ":" + two[5]
                    + sign + two[6];
        }
    }
}
