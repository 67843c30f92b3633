package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.http.Form;
import org.kadec21.simulation.provider.http.HttpRequest;
import org.kadec21.simulation.provider.http.HttpRequest.Method;
import org.kadec21.simulation.provider.http.HttpResponse;
import org.kadec21.simulation.provider.http.HttpSite;
import org.kadec21.simulation.provider.http.Status;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.policy.Outage;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The member page: requests in, pages out. It has the sessions and a log of its own; everything
/// else it shows and changes is the provider's, so that POP3, SMTP and the delivery of mail know of
/// it at once.
///
/// Each form holds its session's token, and a form that was taken is answered with a redirection,
/// so that reloading does nothing twice. During an outage everything is 503.
public final class MemberPage implements HttpSite {

    /// The cookie of the session.
    public static final String SESSION = "kadec21-session";

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);

    private final Provider provider;
    private final Visits visits;
    private final SettingsLog log = new SettingsLog();
    private final Map<Language, Texts> texts = new EnumMap<>(Language.class);
    private final SequencedMap<String, Room> rooms = new LinkedHashMap<>();
    private final Frame frame;
    private final LoginDesk desk;
    private final String style = Stylesheet.read();

    /// @param random where sessions and tokens come from
    public MemberPage(Provider provider, SecureRandom random) {
        this.provider = provider;
        this.visits = new Visits(random);
        for (Language language : Language.values()) {
            texts.put(language, new Texts(language, provider.policy().zone()));
        }
        LoginGuard guard = new LoginGuard();
        PasswordCheck check = new PasswordCheck(guard);
        add(new UsageRoom(provider.policy(), provider.mailboxes()));
        add(new PasswordRoom(provider.accounts(), check, visits));
        add(new AddressRoom(provider.accounts(), provider.mailboxes(), check, log));
        add(new FilterRoom(provider.accounts(), provider.log(), log));
        add(new SpamRoom(provider.accounts(), provider.log(), log));
        add(new VirusRoom(provider.policy(), provider.accounts(), provider.log(), log));
        add(new ExpressionRoom());
        this.frame = new Frame(provider.policy().hostName(), rooms.keySet().stream().toList());
        this.desk = new LoginDesk(provider.accounts(), visits, guard, frame);
    }

    private void add(Room room) {
        rooms.put(room.name(), room);
    }

    @Override
    public HttpResponse answer(HttpRequest request, Browser browser, Instant now) {
        Language language = Language.of(request);
        HttpResponse response = respond(request, browser, textsOf(language), now);
        return Language.chosen(request).isEmpty()
                ? response
                : response.with(
                        "Set-Cookie",
                        cookie(Language.COOKIE, language.tag(), browser)
                                + "; Max-Age="
                                + LANGUAGE_KEPT.toSeconds());
    }

    private HttpResponse respond(HttpRequest request, Browser browser, Texts said, Instant now) {
        if (request.path().equals(Frame.STYLE)) {
            return request.method() == Method.POST
                    ? notAllowed("GET, HEAD")
                    : HttpResponse.document(Status.OK, "text/css", style);
        }
        Optional<Outage> outage = provider.policy().outageAt(now);
        if (outage.isPresent()) {
            return closed(said, now);
        }
        Optional<Visit> visit = request.cookie(SESSION).flatMap(id -> visits.find(id, now));
        return request.method() == Method.POST
                ? post(request, browser, visit, said, now)
                : get(request, browser, visit, said, now);
    }

    private HttpResponse closed(Texts said, Instant now) {
        Instant open = provider.policy().servedAgain(now);
        Html both =
                Html.all(
                        texts.values().stream()
                                .map(each ->
                                        Html.tag("p")
                                                .with("lang", each.language().tag())
                                                .text(each.of("closed.about", each.moment(open))))
                                .toList());
        return frame.outside(
                        Status.UNAVAILABLE,
                        said,
                        LoginDesk.PATH,
                        said.of("closed.title"),
                        Html.tag("section").around(both))
                .withRetryAfter(Duration.between(now, open));
    }

    private HttpResponse get(
            HttpRequest request, Browser browser, Optional<Visit> visit, Texts said, Instant now) {
        Optional<Guest> guest = visit.flatMap(v -> guest(v, said, browser, now));
        if (request.path().equals(LoginDesk.PATH) && guest.isEmpty()) {
            boolean known = visit.isPresent() && visit.get().user().isEmpty();
            Visit begun = known ? visit.get() : visits.begin(now);
            HttpResponse form = desk.show(begun, said, Status.OK, Typed.nothing());
            return known ? form : withSession(form, begun, browser);
        }
        boolean toTheDoor = request.path().equals("/") || request.path().equals(LoginDesk.PATH);
        if (toTheDoor || (guest.isEmpty() && room(request.path()).isPresent())) {
            return HttpResponse.seeOther(guest.isEmpty() ? LoginDesk.PATH : firstRoom());
        }
        Optional<Room> room = room(request.path());
        return room.isPresent() && guest.isPresent()
                ? show(room.get(), guest.get(), Status.OK, Typed.nothing())
                : notFound(said);
    }

    private HttpResponse post(
            HttpRequest request, Browser browser, Optional<Visit> visit, Texts said, Instant now) {
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals(FORM_TYPE)) {
            return HttpResponse.refusal(
                    Status.UNSUPPORTED_MEDIA_TYPE, "Expected a form as " + FORM_TYPE + ".");
        }
        Optional<Form> form = Form.read(request.body());
        if (form.isEmpty()) {
            return HttpResponse.refusal(
                    Status.BAD_REQUEST, "Expected a form in UTF-8, percent-encoded.");
        }
        if (visit.isEmpty() || !visit.get().owns(form.get().exact(Forms.TOKEN))) {
            return strange(said);
        }
        return switch (request.path()) {
            case LoginDesk.PATH -> logIn(visit.get(), form.get(), said, browser, now);
            case "/logout" -> logOut(visit.get(), browser);
            default ->
                    guest(visit.get(), said, browser, now)
                            .map(guest -> post(request.path(), form.get(), guest))
                            .orElseGet(() -> HttpResponse.seeOther(LoginDesk.PATH));
        };
    }

    private HttpResponse logIn(Visit visit, Form form, Texts said, Browser browser, Instant now) {
        if (visit.user().isPresent()) {
            return HttpResponse.seeOther(firstRoom());
        }
        return switch (desk.logIn(visit, form, said, browser, now)) {
            case LoginDesk.Outcome.In(Visit begun, Action.Note note) ->
                    withSession(HttpResponse.seeOther(firstRoom()), begun, browser).noting(note);
            case LoginDesk.Outcome.Out(HttpResponse response) -> response;
        };
    }

    private HttpResponse logOut(Visit visit, Browser browser) {
        visits.end(visit);
        return HttpResponse.seeOther(LoginDesk.PATH)
                .with("Set-Cookie", cookie(SESSION, "", browser) + "; Max-Age=0");
    }

    private HttpResponse post(String path, Form form, Guest guest) {
        String[] steps = path.split("/", -1);
        Optional<Room> found = room("/" + steps[1]);
        if (found.isEmpty() || steps.length > 3) {
            return notFound(guest.texts());
        }
        Room room = found.get();
        String action = steps.length == 3 ? steps[2] : "";
        return switch (room.post(action, form, guest)) {
            case Room.Outcome.Done done -> done(room, done, guest);
            case Room.Outcome.Again(Typed typed) ->
                    show(room, guest, typed.isRight() ? Status.OK : Status.UNPROCESSABLE, typed);
            case Room.Outcome.Unknown() -> notFound(guest.texts());
        };
    }

    private HttpResponse done(Room room, Room.Outcome.Done done, Guest guest) {
        String user = guest.account().user();
        log.add(
                user,
                new SettingsLog.Entry(guest.now(), room.name(), done.text(), done.arguments()));
        guest.visit().leave(guest.texts().of(done.text(), done.arguments().toArray()));
        return HttpResponse.seeOther("/" + room.name())
                .noting(Action.Note.of("member.changed", "user", user, "what", done.text()));
    }

    private HttpResponse show(Room room, Guest guest, Status status, Typed typed) {
        return frame.inside(status, guest, room.name(), room.show(guest, typed));
    }

    private HttpResponse strange(Texts said) {
        return frame.outside(
                        Status.FORBIDDEN,
                        said,
                        LoginDesk.PATH,
                        said.of("strange.title"),
                        Html.tag("section")
                                .around(Tables.paragraph(said.of("strange.about")), back(said)))
                .noting(Action.Note.of("form.strange"));
    }

    private HttpResponse notFound(Texts said) {
        return frame.outside(
                Status.NOT_FOUND,
                said,
                LoginDesk.PATH,
                said.of("missing.title"),
                Html.tag("section").around(Tables.paragraph(said.of("missing.about")), back(said)));
    }

    private static HttpResponse notAllowed(String methods) {
        return HttpResponse.refusal(Status.METHOD_NOT_ALLOWED, "Expected " + methods + ".")
                .with("Allow", methods);
    }

    private static Html back(Texts said) {
        return Html.tag("p").around(Html.tag("a").with("href", "/").text(said.of("page.back")));
    }

    private Optional<Guest> guest(Visit visit, Texts said, Browser browser, Instant now) {
        Optional<Account> account = visit.user().flatMap(provider.accounts()::named);
        return account.map(customer ->
                new Guest(
                        visit, customer, provider.policy().at(now), said, browser.address(), now));
    }

    private Optional<Room> room(String path) {
        return Optional.ofNullable(rooms.get(path.substring(1)));
    }

    private String firstRoom() {
        return "/" + rooms.firstEntry().getKey();
    }

    private Texts textsOf(Language language) {
        return Optional.ofNullable(texts.get(language)).orElseThrow();
    }

    private static HttpResponse withSession(HttpResponse response, Visit visit, Browser browser) {
        return response.with("Set-Cookie", cookie(SESSION, visit.id(), browser));
    }

    private static String cookie(String name, String value, Browser browser) {
        return name
                + "="
                + value
                + "; Path=/; HttpOnly; SameSite=Strict"
                + (browser.secure() ? "; Secure" : "");
    }
}
