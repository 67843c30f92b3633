package org.kadec21.bench.roundtrips;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.kadec21.submission.TrustAnchors;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Properties;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Angus Mail as its manual has it: one transport, all mails over one connection, PLAIN named so
/// that LOGIN does not cost it two turns more.
public final class StockAngus implements Contender {

    @Override
    public String name() {
        return "stock Angus";
    }

    @Override
    public boolean isInstalled() {
        return true;
    }

    @Override
    public void submit(Task task) throws IOException {
        try {
            Session session = Session.getInstance(properties(task));
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(
                        task.host(),
                        task.port(),
                        task.account().user(),
                        task.account().password().reveal());
                for (Path mail : task.mails()) {
                    MimeMessage message =
                            new MimeMessage(
                                    session, new ByteArrayInputStream(Files.readAllBytes(mail)));
                    transport.sendMessage(
                            message,
                            new InternetAddress[] {new InternetAddress(task.account().to())});
                }
            }
        } catch (MessagingException | GeneralSecurityException e) {
            throw new IOException("stock Angus: expected accepted mails, but: " + e, e);
        }
    }

    private static Properties properties(Task task) throws IOException, GeneralSecurityException {
        Properties properties = new Properties();
        properties.put("mail.smtp.localhost", "[127.0.0.1]");
        properties.put("mail.smtp.from", task.account().from());
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.auth.mechanisms", "PLAIN");
        switch (task.security()) {
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
                properties.put("mail.smtp.ssl.socketFactory", trusting(task.account().ca()));
            }
            case IMPLICIT -> {
                properties.put("mail.smtp.ssl.enable", "true");
                properties.put("mail.smtp.ssl.socketFactory", trusting(task.account().ca()));
            }
            case PLAIN -> properties.put("mail.smtp.starttls.enable", "false");
        }
        return properties;
    }

    private static SSLSocketFactory trusting(Path ca) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate anchor :
                TrustAnchors.in(Files.readAllBytes(ca))
                        .orElseThrow(() -> new IOException(ca + ": expected certificates"))) {
            store.setCertificateEntry("ca", anchor);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
