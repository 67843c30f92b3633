package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.core.Timers.Purpose;
import org.kadec21.simulation.module.sms.CharacterSet;
import org.kadec21.simulation.module.sms.MessageStore;
import org.kadec21.simulation.module.sms.MessageStore.Status;
import org.kadec21.simulation.module.sms.MessageStore.Stored;
import org.kadec21.simulation.module.sms.ShortMessage;
import org.kadec21.simulation.module.sms.SmsAddress;
import org.kadec21.simulation.module.sms.SubmitParameters;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/// Short messages as they stand since this boot: modes, chosen memories, and what is on its way.
public final class Messaging {

    /// Time a message takes through its service centre.
    private static final Duration TRANSIT = Duration.ofSeconds(2);

    /// Messages of one module that may be on their way to itself.
    private static final int MAX_IN_TRANSIT = 20;

    /// `<mt>` of `+CNMI` that hands messages over instead of storing them; 3 does so for class 3
    /// only, which nobody sends here.
    private static final int DIRECTLY = 2;

    private static final ZoneId LOCAL = ZoneId.of("Asia/Tokyo");
    private static final List<String> FACTORY_MEMORIES = List.of("SM", "SM", "SM");

    private final DualBandModule module;
    private final Deque<ShortMessage> toSelf = new ArrayDeque<>();
    private CharacterSet characterSet = CharacterSet.IRA;
    private List<String> memories = FACTORY_MEMORIES;
    private List<Integer> indications = List.of(0, 0, 0, 0, 0);
    private SubmitParameters parameters = SubmitParameters.FACTORY;
    private boolean details;
    private boolean textMode;
    private int reference;

    public Messaging(DualBandModule module) {
        this.module = module;
    }

    public void forget() {
        characterSet = CharacterSet.IRA;
        memories = FACTORY_MEMORIES;
        indications = List.of(0, 0, 0, 0, 0);
        parameters = SubmitParameters.FACTORY;
        details = false;
        textMode = false;
        toSelf.clear();
    }

    public CharacterSet characterSet() {
        return characterSet;
    }

    public void choose(CharacterSet set) {
        characterSet = set;
    }

    public boolean isTextMode() {
        return textMode;
    }

    public void setTextMode(boolean on) {
        textMode = on;
    }

    /// Reading and deleting, writing and sending, receiving (`+CPMS`).
    public List<String> memories() {
        return memories;
    }

    public void choose(List<String> chosen) {
        memories = chosen;
    }

    /// `+CSMP`.
    public SubmitParameters parameters() {
        return parameters;
    }

    public void use(SubmitParameters chosen) {
        parameters = chosen;
    }

    /// `+CSDH`: text mode shows all of a header.
    public boolean showsDetails() {
        return details;
    }

    public void showDetails(boolean on) {
        details = on;
    }

    /// `+CNMI`.
    public List<Integer> indications() {
        return indications;
    }

    public void indicate(List<Integer> modes) {
        indications = modes;
    }

    public MessageStore store() {
        return module.memory().messages();
    }

    /// Hands a message to the network.
    ///
    /// @return its reference
    public int send(ShortMessage message) {
        reference = (reference + 1) % 256;
        module.note("module.sms", "state", "sent", "reference", reference);
        boolean own = message.peer().number().equals(module.sim().card().number());
        if (own && toSelf.size() < MAX_IN_TRANSIT) {
            toSelf.add(message);
            module.later(Purpose.SHORT_MESSAGE, TRANSIT, this::arrive);
        }
        return reference;
    }

    /// A message comes from the network; one that finds no place is lost.
    public void deliver(String sender, String text) {
        ShortMessage message =
                ShortMessage.deliver(
                        SmsAddress.of(sender),
                        text,
                        ZonedDateTime.ofInstant(module.radio().networkTime(), LOCAL));
        if (indications.get(1) == DIRECTLY) {
            module.urc(direct(message));
            return;
        }
        String memory = memories.getLast();
        OptionalInt index =
                store().add(memory, new Stored(Status.UNREAD, store().centre(), message));
        if (index.isEmpty()) {
            module.note("module.sms", "state", "lost", "memory", memory);
        } else if (indications.get(1) > 0) {
            module.urc("+CMTI: \"" + memory + "\"," + index.getAsInt());
        }
    }

    /// `+CMT` with the whole message (27.005 3.4.1), which is stored nowhere then.
    private String direct(ShortMessage message) {
        if (!textMode) {
            Stored whole = new Stored(Status.UNREAD, store().centre(), message);
            return "+CMT: ," + message.tpdu().length + "\r\n" + whole.pdu();
        }
        return "+CMT: \"%s\",,\"%s\"\r\n%s"
                .formatted(
                        characterSet.toLine(message.peer().number()),
                        message.timestamp(),
                        characterSet.toLine(message.text()));
    }

    private void arrive() {
        ShortMessage next = toSelf.poll();
        if (next != null && module.registration().isHome()) {
            deliver(module.sim().card().number(), next.text());
        }
        if (!toSelf.isEmpty()) {
            module.later(Purpose.SHORT_MESSAGE, TRANSIT, this::arrive);
        }
    }
}
