package org.kadec21.bench.memory;

import org.kadec21.bench.memory.StrictObject.Mismatch;
import org.kadec21.simulation.module.sms.CharacterSet;
import org.kadec21.simulation.module.sms.MessageStore;
import org.kadec21.simulation.module.sms.MessageStore.Status;
import org.kadec21.simulation.module.sms.MessageStore.Stored;
import org.kadec21.simulation.module.sms.SmsAddress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Short messages: place, status in the words of 3GPP TS 27.005, and the PDU as PDU mode shows it.
final class MessagesText {

    private static final List<String> MEMORIES = List.of("SM", "ME");

    private MessagesText() {}

    static Map<String, Object> render(MessageStore.Kept messages) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("centre", messages.centre().number());
        for (String name : MEMORIES) {
            List<Map<String, Object>> memory = new ArrayList<>();
            messages.memories()
                    .getOrDefault(name, Map.of())
                    .forEach((place, stored) -> memory.add(message(place, stored)));
            all.put(name, memory);
        }
        return all;
    }

    static MessageStore.Kept parse(StrictObject all) throws Mismatch {
        String centre =
                all.text("centre", "a telephone number", text -> SmsAddress.of(text).isValid());
        Map<String, Map<Integer, Stored>> memories = new TreeMap<>();
        for (String name : MEMORIES) {
            Map<Integer, Stored> memory = new TreeMap<>();
            for (StrictObject message : all.objects(name, MessageStore.CAPACITY)) {
                memory.put(message.number("place", 1, MessageStore.CAPACITY), message(message));
            }
            memories.put(name, memory);
        }
        all.requireNothingElse();
        return new MessageStore.Kept(SmsAddress.of(centre), memories);
    }

    private static Map<String, Object> message(int place, Stored stored) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("place", place);
        message.put("status", stored.status().words());
        message.put("pdu", stored.pdu());
        return message;
    }

    private static Stored message(StrictObject message) throws Mismatch {
        String words =
                message.text(
                        "status",
                        "REC UNREAD, REC READ, STO UNSENT or STO SENT",
                        word -> status(word).isPresent());
        Status status = status(words).orElseThrow();
        String pdu =
                message.text("pdu", "a PDU in hexadecimal", hex -> stored(status, hex).isPresent());
        message.requireNothingElse();
        return stored(status, pdu).orElseThrow();
    }

    private static Optional<Stored> stored(Status status, String pdu) {
        return CharacterSet.octets(pdu).flatMap(octets -> Stored.parse(status, octets));
    }

    private static Optional<Status> status(String words) {
        return Arrays.stream(Status.values())
                .filter(status -> status.words().equals(words))
                .findFirst();
    }
}
