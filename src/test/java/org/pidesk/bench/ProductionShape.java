package org.pidesk.bench;

import java.util.List;
import java.util.stream.Stream;
import org.pidesk.PiDesk;
import org.springframework.core.env.Environment;

/** The product in a process of its own as in production, without the sandbox, on the running product's database. */
final class ProductionShape {
    private final List<String> arguments;

    ProductionShape(Environment settings, Spectator server) {
        arguments = List.of(
                "--spring.datasource.url=" + server.url(),
                "--spring.datasource.username=pidesk",
                "--spring.datasource.password=" + server.passwordOf("pidesk"),
                "--spring.flyway.user=pidesk_owner",
                "--spring.flyway.password=" + server.passwordOf("pidesk_owner"),
                "--pidesk.secret=" + settings.getRequiredProperty("pidesk.secret"),
                "--pidesk.data-dir=target/benchmark-start",
                "--pidesk.journal.folder=" + settings.getRequiredProperty("pidesk.data-dir") + "/journal",
                "--pidesk.base-url=https://localhost",
                "--pidesk.trusted-proxies.count=1");
    }

    Neighbour start(String... further) {
        return Neighbour.start(
                PiDesk.class,
                Stream.concat(arguments.stream(), Stream.of(further)).toArray(String[]::new));
    }
}
