//! The tray's pictures, drawn: Callside's mark, and a badge whose shape says as much as its colour.

/// What the tray tells at a glance, most urgent last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrayState {
    /// Nothing to tell: the mark alone.
    Idle,
    /// Wrap-ups wait to be sent: a square.
    Waiting,
    /// A person must act (refused wrap-up, sign-in, database): a triangle.
    Trouble,
    /// A call rings: a disc.
    Ringing,
}

/// Width and height of a picture in pixels.
pub const SIZE: u32 = 32;

type Colour = [u8; 3];

const BLUE: Colour = [11, 91, 211];
const WHITE: Colour = [255, 255, 255];
const GREEN: Colour = [22, 128, 61];
const AMBER: Colour = [217, 119, 6];
const RED: Colour = [200, 30, 30];

/// The picture as RGBA, row by row.
#[must_use]
pub fn draw(state: TrayState) -> Vec<u8> {
    let mut pixels = Vec::with_capacity((SIZE * SIZE * 4) as usize);
    for y in 0..SIZE {
        for x in 0..SIZE {
            pixels.extend(pixel(state, x, y));
        }
    }
    pixels
}

/// Smooth edges: sixteen samples in each pixel.
fn pixel(state: TrayState, x: u32, y: u32) -> [u8; 4] {
    const STEPS: u8 = 4;
    let (mut sum, mut covered) = ([0u32; 3], 0u32);
    for i in 0..STEPS {
        for j in 0..STEPS {
            let sample = |whole: u32, part: u8| f64::from(whole) + (f64::from(part) + 0.5) / f64::from(STEPS);
            if let Some(colour) = colour_at(state, sample(x, i), sample(y, j)) {
                covered += 1;
                for (total, part) in sum.iter_mut().zip(colour) {
                    *total += u32::from(part);
                }
            }
        }
    }
    let mean = |total: u32| u8::try_from(total / covered.max(1)).unwrap_or(u8::MAX);
    let alpha = u8::try_from(covered * 255 / u32::from(STEPS * STEPS)).unwrap_or(u8::MAX);
    [mean(sum[0]), mean(sum[1]), mean(sum[2]), alpha]
}

fn colour_at(state: TrayState, x: f64, y: f64) -> Option<Colour> {
    let badge = badge(state, x, y);
    if badge.is_some() {
        return badge;
    }
    let inside_card = rounded_square(x - 16.0, y - 16.0, 16.0, 7.0);
    inside_card.then(|| if on_mark(x, y) { WHITE } else { BLUE })
}

/// The letter C: a ring that is open to the right.
fn on_mark(x: f64, y: f64) -> bool {
    let (dx, dy) = (x - 16.0, y - 16.0);
    let open = dx > 0.0 && dy.abs() < dx;
    (5.9..=9.6).contains(&dx.hypot(dy)) && !open
}

/// The badge with a white rim, in the lower right corner.
fn badge(state: TrayState, x: f64, y: f64) -> Option<Colour> {
    let (dx, dy) = (x - 22.0, y - 22.0);
    let within = |size: f64| match state {
        TrayState::Idle => false,
        TrayState::Ringing => dx.hypot(dy) < size,
        TrayState::Waiting => rounded_square(dx, dy, size - 0.5, 1.5),
        TrayState::Trouble => dy < size && dy > -size && dx.abs() < (dy + size) * 0.58,
    };
    let colour = match state {
        TrayState::Idle | TrayState::Ringing => GREEN,
        TrayState::Waiting => AMBER,
        TrayState::Trouble => RED,
    };
    if within(8.0) { Some(colour) } else { within(10.0).then_some(WHITE) }
}

fn rounded_square(dx: f64, dy: f64, half: f64, radius: f64) -> bool {
    let (ax, ay) = (dx.abs() - (half - radius), dy.abs() - (half - radius));
    ax.max(0.0).hypot(ay.max(0.0)) <= radius && dx.abs() <= half && dy.abs() <= half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_differs_in_shape_not_only_in_colour() {
        let silhouette =
            |state| draw(state).chunks(4).map(|p| p[0] > 200 && p[1] > 200 && p[2] > 200).collect::<Vec<_>>();
        let states = [TrayState::Idle, TrayState::Waiting, TrayState::Trouble, TrayState::Ringing];
        for (i, a) in states.iter().enumerate() {
            assert_eq!(draw(*a).len(), 4 * 32 * 32);
            for b in &states[..i] {
                assert_ne!(silhouette(*a), silhouette(*b), "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn corners_are_clear_and_the_middle_is_not() {
        let picture = draw(TrayState::Idle);
        assert_eq!(picture[3], 0);
        let middle = ((16 * SIZE + 16) * 4) as usize;
        assert_eq!(picture[middle..middle + 4], [BLUE[0], BLUE[1], BLUE[2], 255]);
    }
}
