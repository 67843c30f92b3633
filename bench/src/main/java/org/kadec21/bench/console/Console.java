package org.kadec21.bench.console;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;
import org.kadec21.hal.Tasks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Orders from standard input while the module runs. Its end ends only the console.
///
/// Standard input is read by a thread of its own, which does nothing but post lines.
public final class Console {

    /// Lines that may wait to be carried out; more make whoever types them wait.
    private static final int MAX_WAITING = 100;

    private static final String PROMPT = "module> ";
    private static final int MAX_LINE = 400;

    private final AirDesk air;
    private final ModuleDesk module;
    private final Screen screen;
    private final Runnable quit;
    private final Inbox<String> lines;
    private final Semaphore room = new Semaphore(MAX_WAITING);
    private boolean showsTraffic = true;

    /// @param quit ends the module in good order
    public Console(Tasks tasks, AirDesk air, ModuleDesk module, Screen screen, Runnable quit) {
        this.air = air;
        this.module = module;
        this.screen = screen;
        this.quit = quit;
        lines = tasks.inbox("console", MAX_WAITING);
        tasks.start("console", this::run);
    }

    /// Whether the person wants to see the AT traffic. To be asked holding the baton.
    public boolean showsTraffic() {
        return showsTraffic;
    }

    /// Carries out a line and shows what came of it. To be called holding the baton.
    public void carryOut(String line) {
        try {
            carryOut(OrderBook.read(line));
        } catch (OrderException wrong) {
            screen.show("! " + wrong.getMessage());
        }
    }

    /// Begins to read.
    ///
    /// @param keys whether `in` is a terminal that hands over every key
    public void read(InputStream in, boolean keys) {
        Thread reader = new Thread(() -> post(in, keys), "console input");
        reader.setDaemon(true);
        reader.start();
    }

    private void run() {
        while (true) {
            Optional<String> line = lines.poll(Deadline.never());
            room.release();
            line.filter(typed -> !typed.isBlank()).ifPresent(this::carryOut);
        }
    }

    private void carryOut(Order order) {
        switch (order) {
            case Order.View view -> view(view);
            case Order.OfAir change -> screen.show("* " + air.carryOut(change));
            case Order.OfModule change -> screen.show("* " + module.carryOut(change));
        }
    }

    private void view(Order.View view) {
        switch (view) {
            case HELP -> show(OrderBook.HELP);
            case STATUS -> show(module.status());
            case FAULTS -> show(module.listFaults());
            case TRAFFIC_ON -> traffic(true);
            case TRAFFIC_OFF -> traffic(false);
            case QUIT -> quit.run();
        }
    }

    private void traffic(boolean on) {
        showsTraffic = on;
        screen.show(on ? "* traffic is shown" : "* traffic is not shown");
    }

    private void show(List<String> text) {
        text.forEach(line -> screen.show("  " + line));
    }

    private void post(InputStream in, boolean keys) {
        try {
            if (keys) {
                postKeys(in);
            } else {
                postLines(in);
            }
        } catch (IOException ended) {
            // a closed pipe, or a terminal that went away: nobody has anything to say any more
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        screen.prompt("");
    }

    private void postKeys(InputStream in) throws IOException, InterruptedException {
        TypedLine typed = new TypedLine();
        screen.prompt(PROMPT);
        for (int key = in.read(); key >= 0; key = in.read()) {
            switch (typed.accept((byte) key)) {
                case TypedLine.Typed.Nothing() -> {}
                case TypedLine.Typed.Line(String text) -> post(text);
                case TypedLine.Typed.End() -> {
                    return;
                }
            }
            screen.prompt(PROMPT + typed.text());
        }
    }

    private void postLines(InputStream in) throws IOException, InterruptedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int letter = in.read(); letter >= 0; letter = in.read()) {
            if (letter == '\n') {
                post(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (line.size() < MAX_LINE) {
                line.write(letter);
            }
        }
        post(line.toString(StandardCharsets.UTF_8));
    }

    private void post(String line) throws InterruptedException {
        room.acquire();
        lines.offer(line);
    }
}
