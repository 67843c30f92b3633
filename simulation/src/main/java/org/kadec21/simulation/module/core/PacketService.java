package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.core.Timers.Purpose;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Packet attach and the contexts on top of it (3GPP TS 27.007 10.1; Quectel `+QICSGP`, `+QIACT`).
public final class PacketService {

    /// Highest context number, as the Quectel manuals have it.
    public static final int MAX_CONTEXT = 16;

    /// `<context_type>` of `+QICSGP`.
    private static final int IPV4 = 1;

    private static final int NETWORK_LAYER = 2;

    /// The context that a module comes with: the network chooses its name.
    private static final Context NAMELESS = new Context(IPV4, "", "", 0, false);

    private final DualBandModule module;
    private final Map<Integer, Context> contexts = new TreeMap<>();
    private boolean attached;
    private int reporting;
    private int rmProtocol = NETWORK_LAYER;
    private int mobileIp;
    private Registration.Status told = Registration.Status.NOT_SEARCHING;

    /// One context. The password is not kept: nothing here checks it.
    public record Context(int type, String apn, String user, int authentication, boolean active) {
        public Context withActive(boolean nowActive) {
            return new Context(type, apn, user, authentication, nowActive);
        }
    }

    public PacketService(DualBandModule module) {
        this.module = module;
        forget();
    }

    public boolean isAttached() {
        return attached;
    }

    public int reporting() {
        return reporting;
    }

    public void report(int mode) {
        reporting = mode;
    }

    /// `+CRM`.
    public int rmProtocol() {
        return rmProtocol;
    }

    public void setRmProtocol(int protocol) {
        rmProtocol = protocol;
    }

    /// `$QCMIP`: 0 simple IP, 1 Mobile IP preferred, 2 Mobile IP only.
    public int mobileIp() {
        return mobileIp;
    }

    public void setMobileIp(int preference) {
        mobileIp = preference;
    }

    /// `<stat>` of `+CGREG`.
    public Registration.Status status() {
        Registration.Status cs = module.registration().status();
        return cs == Registration.Status.HOME && !attached ? Registration.Status.NOT_SEARCHING : cs;
    }

    /// Reports the status when it is another than the last one told.
    public void tell() {
        Registration.Status status = status();
        if (status != told && reporting > 0) {
            module.urc("+CGREG: " + module.registration().report(status, reporting));
        }
        told = status;
    }

    public Map<Integer, Context> contexts() {
        return contexts;
    }

    public Optional<Context> context(int id) {
        return Optional.ofNullable(contexts.get(id));
    }

    public void define(int id, Context context) {
        contexts.put(id, context.withActive(isActive(id)));
    }

    public boolean isActive(int id) {
        return context(id).map(Context::active).orElse(false);
    }

    /// The context that LTE modules have with the attach (3GPP TS 23.401 5.3.2), for vendors whose
    /// sockets need no other: brings it up where the host has not, under a name the network
    /// chooses.
    ///
    /// @return whether there is one: false without an attach
    public boolean takeDefaultBearer(int id) {
        if (attached && !isActive(id)) {
            contexts.putIfAbsent(id, NAMELESS);
            setActive(id, true);
        }
        return attached;
    }

    public Reply attach() {
        if (attached) {
            return Reply.ok();
        }
        return refusal()
                .orElseGet(() -> module.pending(module.timings().attach(), this::attachNow));
    }

    public Reply detach() {
        if (attached) {
            lost();
        }
        module.calls().detached();
        return Reply.ok();
    }

    /// Brings a context up, attaching first where needed. One that is up already is fine.
    public Reply activate(int id) {
        return activate(id, Reply::ok);
    }

    /// The same, ending with a reply of its own.
    public Reply activate(int id, Supplier<Reply> success) {
        if (context(id).isEmpty()) {
            return Reply.failed(CmeError.APN_NOT_CONFIGURED);
        }
        if (isActive(id)) {
            return success.get();
        }
        ModuleTimings timings = module.timings();
        return refusal()
                .orElseGet(() ->
                        module.pending(
                                attached
                                        ? timings.activation()
                                        : timings.attach().plus(timings.activation()),
                                () -> activateNow(id, success)));
    }

    /// Brings a context up without keeping the port busy; `done` is told whether it worked.
    public Reply activateBehind(int id, Consumer<Boolean> done) {
        if (context(id).isEmpty()) {
            return Reply.failed(CmeError.APN_NOT_CONFIGURED);
        }
        return refusal()
                .orElseGet(() -> {
                    module.later(
                            Purpose.NETWORK_SERVICE,
                            module.timings().attach().plus(module.timings().activation()),
                            () -> done.accept(activateNow(id, Reply::ok) instanceof Reply.Ok));
                    return Reply.ok();
                });
    }

    public Reply deactivate(int id) {
        if (!isActive(id)) {
            return Reply.ok();
        }
        return module.pending(
                module.timings().activation(),
                () -> {
                    module.sockets().dropContext(id);
                    setActive(id, false);
                    return Reply.ok();
                });
    }

    /// The network is gone: every context and socket with it.
    public void lost() {
        attachedBecomes(false);
        for (int id : contexts.keySet()) {
            if (isActive(id)) {
                module.sockets().breakContext(id);
                setActive(id, false);
                module.dialect().contextLost(module, id);
            }
        }
    }

    /// As after power-on.
    public void forget() {
        contexts.clear();
        contexts.put(1, NAMELESS);
        attached = false;
        reporting = 0;
        rmProtocol = NETWORK_LAYER;
        mobileIp = 0;
        told = Registration.Status.NOT_SEARCHING;
    }

    private Optional<Reply> refusal() {
        return switch (module.registration().status()) {
            case HOME -> Optional.empty();
            case DENIED -> Optional.of(Reply.failed(CmeError.NETWORK_NOT_ALLOWED));
            case SEARCHING, NOT_SEARCHING -> Optional.of(Reply.failed(CmeError.NO_NETWORK_SERVICE));
        };
    }

    private Reply attachNow() {
        Optional<Reply> refused = refusal();
        if (refused.isEmpty()) {
            attachedBecomes(true);
        }
        return refused.orElseGet(Reply::ok);
    }

    private Reply activateNow(int id, Supplier<Reply> success) {
        if (refusal().isPresent()) {
            return Reply.failed(CmeError.PDP_OPEN_FAILED);
        }
        attachedBecomes(true);
        setActive(id, true);
        return success.get();
    }

    private void setActive(int id, boolean active) {
        contexts.computeIfPresent(id, (key, context) -> context.withActive(active));
        module.note("module.context", "id", id, "active", active);
    }

    private void attachedBecomes(boolean nowAttached) {
        attached = nowAttached;
        tell();
    }
}
