package org.pidesk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** pi-desk: the desk at which an organisation answers for the personal information that it holds. */
@SpringBootApplication
public class PiDesk {
    public static void main(String[] args) {
        SpringApplication.run(PiDesk.class, args);
    }
}
