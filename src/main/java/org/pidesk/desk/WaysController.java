package org.pidesk.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.pidesk.desk.Ways.Way;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same links for the heads of Tasklist and Cockpit, whose pages are not ours. */
@RestController
class WaysController {
    private final Ways ways;

    WaysController(Ways ways) {
        this.ways = ways;
    }

    @GetMapping(path = "/desk/ways", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Link> links(HttpServletRequest request) {
        return ways.ways(request).stream()
                .flatMap(group -> group.ways().stream())
                .map(Link::to)
                .toList();
    }

    record Link(String address, String name) {
        static Link to(Way way) {
            return new Link(way.address(), way.name());
        }
    }
}
