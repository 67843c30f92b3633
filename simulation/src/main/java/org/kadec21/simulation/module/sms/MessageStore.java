package org.kadec21.simulation.module.sms;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Short messages that outlive a restart: a memory on the card (`SM`) and one in the module (`ME`),
/// numbered from 1 (3GPP TS 27.005 3.1).
public final class MessageStore {

    /// Places of each memory.
    public static final int CAPACITY = 20;

    private static final String DEFAULT_CENTRE = "+819000000000";

    private final Map<String, NavigableMap<Integer, Stored>> memories = new TreeMap<>();
    private String centre = DEFAULT_CENTRE;

    /// `<stat>` of `+CMGL`.
    public enum Status {
        UNREAD(0, "REC UNREAD"),
        READ(1, "REC READ"),
        UNSENT(2, "STO UNSENT"),
        SENT(3, "STO SENT");

        private final int number;
        private final String words;

        Status(int number, String words) {
            this.number = number;
            this.words = words;
        }

        public int number() {
            return number;
        }

        public String words() {
            return words;
        }
    }

    public record Stored(Status status, SmsAddress centre, ShortMessage message) {

        /// Reads what [#pdu()] shows; empty when it is none.
        public static Optional<Stored> parse(Status status, byte[] octets) {
            int centre = octets.length == 0 ? 0 : (octets[0] & 0xFF) + 1;
            if (centre < 2 || centre > octets.length) {
                return Optional.empty();
            }
            byte[] digits = Arrays.copyOfRange(octets, 2, centre);
            SmsAddress address = SmsAddress.parse(octets[1] & 0xFF, digits, digits.length * 2);
            return ShortMessage.parse(Arrays.copyOfRange(octets, centre, octets.length))
                    .map(message -> new Stored(status, address, message));
        }

        public Stored with(Status newStatus) {
            return new Stored(newStatus, centre, message);
        }

        /// Service centre and TPDU in hexadecimal, as PDU mode shows them (3GPP TS 27.005 4.3).
        public String pdu() {
            byte[] digits = centre.semiOctets();
            byte[] address = new byte[digits.length + 2];
            address[0] = (byte) (digits.length + 1);
            address[1] = (byte) centre.type();
            System.arraycopy(digits, 0, address, 2, digits.length);
            return CharacterSet.digits(address) + CharacterSet.digits(message.tpdu());
        }
    }

    /// All of it.
    ///
    /// @param memories by name and place
    public record Kept(SmsAddress centre, Map<String, Map<Integer, Stored>> memories) {}

    public MessageStore() {
        memories.put("SM", new TreeMap<>());
        memories.put("ME", new TreeMap<>());
    }

    public Kept kept() {
        Map<String, Map<Integer, Stored>> copy = new TreeMap<>();
        memories.forEach((name, messages) -> copy.put(name, new TreeMap<>(messages)));
        return new Kept(centre(), copy);
    }

    /// Takes everything that was kept, in place of what it holds.
    public void restore(Kept kept) {
        setCentre(kept.centre());
        memories.forEach((name, messages) -> {
            messages.clear();
            Optional.ofNullable(kept.memories().get(name)).ifPresent(messages::putAll);
        });
    }

    public boolean hasMemory(String name) {
        return memories.containsKey(name);
    }

    /// The messages of a memory by index.
    public NavigableMap<Integer, Stored> memory(String name) {
        NavigableMap<Integer, Stored> memory = memories.get(name);
        if (memory == null) {
            throw new IllegalArgumentException("no message memory " + name);
        }
        return memory;
    }

    public Optional<Stored> at(String memory, int index) {
        return Optional.ofNullable(memory(memory).get(index));
    }

    /// Stores at the lowest free index; empty when the memory is full.
    public OptionalInt add(String memory, Stored message) {
        for (int index = 1; index <= CAPACITY; index++) {
            if (memory(memory).putIfAbsent(index, message) == null) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    /// The service centre's number (`+CSCA`).
    public SmsAddress centre() {
        return SmsAddress.of(centre);
    }

    public void setCentre(SmsAddress address) {
        centre = address.number();
    }
}
